namespace Voxopsy.Statistics.Regression;

/// <summary>Where the information matrix, and with it every standard error, is evaluated.</summary>
public enum InformationPoint
{
    /// <summary>At the estimate, as the theory says.</summary>
    Estimate,

    /// <summary>At the point from which the last iteration stepped, as R's <c>glm</c> does; differs in the eighth digit or later.</summary>
    LastIteration,
}
