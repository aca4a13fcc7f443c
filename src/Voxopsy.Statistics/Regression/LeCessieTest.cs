using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression;

/// <summary>Whether the squared errors of a logistic model are larger than a right model would make them.</summary>
/// <param name="SquaredErrors">Σ (outcome − p)².</param>
/// <param name="Expected">Its expectation under the model.</param>
/// <param name="Deviation">Its standard deviation under the model.</param>
/// <param name="Z">The standardized difference.</param>
/// <param name="P">Two-sided p value.</param>
/// <remarks>Source: le Cessie and van Houwelingen 1991, Biometrics 47:1267; Hosmer 1997, Stat Med 16:965 (unweighted sum of squares).</remarks>
public sealed record LeCessieTest(double SquaredErrors, double Expected, double Deviation, double Z, double P)
{
    /// <summary>Tests a model on the rows that it was fitted to.</summary>
    /// <param name="model">The fitted model.</param>
    /// <param name="predictors">The predictors that it was fitted to.</param>
    /// <param name="events">The outcomes that it was fitted to.</param>
    public static LeCessieTest Of(LogisticModel model, Matrix predictors, ReadOnlySpan<bool> events)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(predictors);
        double[] p = model.Predict(predictors);
        double[] root = [.. p.Select(value => Math.Sqrt(value * (1 - value)))];
        double[] tilt = [.. p.Select((value, i) => (1 - (2 * value)) * root[i])];
        Solvers.StandardizedDesign design = Solvers.StandardizedDesign.Of(predictors);
        Matrix weighted = Matrix.FromColumns([.. Enumerable.Range(0, design.Count).Select(j => design.Column(j).ToArray().Select((x, i) => x * root[i]).ToArray())]);
        double[] fitted = weighted.Multiply(QrDecomposition.Of(weighted).Solve(tilt));
        double deviation = Math.Sqrt(tilt.Select((value, i) => (value - fitted[i]) * (value - fitted[i])).Sum());
        double errors = 0;
        double expected = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double difference = (events[i] ? 1 : 0) - p[i];
            errors += difference * difference;
            expected += root[i] * root[i];
        }

        double z = (errors - expected) / deviation;
        return new LeCessieTest(errors, expected, deviation, z, Normal.TwoSidedP(z));
    }
}
