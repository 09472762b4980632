"""A benchmark: one seeded corpus, laid out for Onrecord and five other generators, built in turn and measured."""
