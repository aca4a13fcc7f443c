namespace Voxopsy.Statistics.Calibration;

/// <summary>What a recalibration may change.</summary>
public enum RecalibrationKind
{
    /// <summary>The level only: a shift of all log odds, for a place with more or fewer events.</summary>
    Intercept,

    /// <summary>Level and spread: a straight line of the log odds, for predictions that are too extreme or too timid.</summary>
    InterceptAndSlope,

    /// <summary>Any rising curve: the isotonic regression, which needs many patients.</summary>
    Isotonic,
}
