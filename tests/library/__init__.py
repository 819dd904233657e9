"""Tests of what comes along: the shipped scripts and their recorded walks."""
