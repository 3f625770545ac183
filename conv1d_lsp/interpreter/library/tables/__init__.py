"""What pandas, scikit-learn and SciPy do: tables, estimators, and what shares samples out."""
