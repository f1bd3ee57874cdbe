"""Tests of the sources, on real trees and real repositories."""
