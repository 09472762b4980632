"""Rendering: from the judged corpus to views, and from views to the bytes of pages."""
