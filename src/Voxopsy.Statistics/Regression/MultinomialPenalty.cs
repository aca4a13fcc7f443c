namespace Voxopsy.Statistics.Regression;

/// <summary>How the coefficients of a column, one a class, are penalized together.</summary>
public enum MultinomialPenalty
{
    /// <summary>Each by its absolute value: a column may matter for one class only.</summary>
    Ungrouped,

    /// <summary>By the root of their sum of squares: a column matters for all classes or for none.</summary>
    Grouped,
}
