namespace Voxopsy.Statistics.Regression;

/// <summary>Where the information matrix, and with it every standard error, is evaluated.</summary>
public readonly record struct InformationPoint
{
    private InformationPoint(double epsilon) => Epsilon = epsilon;

    /// <summary>Gets the estimate, as the theory says: the default.</summary>
    public static InformationPoint Estimate => default;

    /// <summary>Gets the change of the deviance at which <c>glm</c> would stop; 0 at the estimate.</summary>
    internal double Epsilon { get; }

    /// <summary>The point from which R's <c>glm</c> makes its last step; differs in the eighth digit or later when it is run to convergence.</summary>
    /// <param name="epsilon">The relative change of the deviance below which <c>glm</c> stops, as in <c>glm.control</c>.</param>
    public static InformationPoint LastIteration(double epsilon = 1e-8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        return new InformationPoint(epsilon);
    }
}
