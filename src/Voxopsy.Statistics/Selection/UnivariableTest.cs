namespace Voxopsy.Statistics.Selection;

/// <summary>The test a univariable screen runs on each feature.</summary>
public enum UnivariableTest
{
    /// <summary>Mann-Whitney, normal with tie and continuity correction.</summary>
    MannWhitney,

    /// <summary>Welch's t.</summary>
    Welch,

    /// <summary>Student's t with pooled variance.</summary>
    Student,

    /// <summary>
    /// The usual rule of radiomics papers: a t test when both classes pass Shapiro-Wilk at 0.05, pooled when Levene's test passes at 0.05 and
    /// Welch's otherwise; Mann-Whitney in all other cases.
    /// </summary>
    ByNormality,
}
