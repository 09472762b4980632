"""Onrecord: what customers said, what the company answered and what it shipped, as a website that anyone can check."""

__version__ = "0.1.0"
