using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Learning;

/// <summary>A classifier whose log odds are a sum: intercept + Σ coefficient × feature.</summary>
public sealed record LinearClassifier : IClassifier
{
    /// <inheritdoc/>
    public required ImmutableArray<FeatureId> Features { get; init; }

    /// <summary>Gets the log odds where all features are 0.</summary>
    public required double Intercept { get; init; }

    /// <summary>Gets the change of the log odds per unit of each feature.</summary>
    public required ImmutableArray<double> Coefficients { get; init; }

    /// <summary>The log odds of each row.</summary>
    /// <param name="table">A table with the columns of training, without missing values in them.</param>
    public double[] Score(FeatureTable table)
    {
        LearningRows rows = LearningRows.Of(table, Features);
        double[] scores = new double[rows.Count];
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Intercept + VectorMath.Dot(rows.Row(i), Coefficients.AsSpan());
        }

        return scores;
    }

    /// <inheritdoc/>
    public double[] Predict(FeatureTable table) => Array.ConvertAll(Score(table), LogisticFunction.Probability);
}
