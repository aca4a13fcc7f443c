namespace Voxopsy.Statistics.Regression;

/// <summary>How far the predictors tell the outcomes apart.</summary>
public enum SeparationKind
{
    /// <summary>Some rows lie on the dividing line with both outcomes; all others are told apart.</summary>
    QuasiComplete,

    /// <summary>Every row is told apart.</summary>
    Complete,
}
