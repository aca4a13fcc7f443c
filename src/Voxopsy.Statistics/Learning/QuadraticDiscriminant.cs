using Voxopsy.Statistics.Learning.Solvers;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Learning;

/// <summary>Quadratic discriminant analysis: each class normal with its own covariance; priors are the classes' shares in training.</summary>
/// <remarks>Source: Friedman 1989, J Am Stat Assoc 84:165, with the covariance (1 − r) Σ + r I; standardize before, so that the identity means something.</remarks>
public sealed record QuadraticDiscriminant : ILearner
{
    /// <summary>Gets r, the share of the identity, within [0, 1].</summary>
    public double Regularization { get; init; }

    /// <inheritdoc/>
    /// <exception cref="StatisticsException">A class's covariance is singular.</exception>
    public IClassifier Fit(FeatureTable table, ReadOnlySpan<bool> events, SeededRandom random, CancellationToken cancellation = default)
    {
        if (!(Regularization >= 0 && Regularization <= 1))
        {
            throw new ArgumentException($"A regularization lies within 0 and 1, found {Regularization}.");
        }

        LearningRows rows = LearningRows.ForTraining(table, events);
        return new QuadraticClassifier
        {
            Features = table.Features,
            Controls = Density(ClassMoments.Of(rows, events, one: false), rows, "non-events"),
            Cases = Density(ClassMoments.Of(rows, events, one: true), rows, "events"),
        };
    }

    private ClassDensity Density(ClassMoments moments, LearningRows rows, string name)
    {
        int width = rows.Width;
        double[] covariance = moments.Covariance(Math.Max(1, moments.Count - 1));
        for (int i = 0; i < covariance.Length; i++)
        {
            covariance[i] *= 1 - Regularization;
        }

        for (int j = 0; j < width; j++)
        {
            covariance[(j * width) + j] += Regularization;
        }

        if (!Cholesky.FactorInPlace(covariance, width))
        {
            throw new StatisticsException(
                $"The covariance of {width} columns over the {moments.Count} {name} is singular; use fewer columns or a regularization above {Regularization}.");
        }

        double logDeterminant = 0;
        for (int i = 0; i < width; i++)
        {
            logDeterminant += 2 * Math.Log(covariance[(i * width) + i]);
            covariance.AsSpan((i * width) + i + 1, width - i - 1).Clear();
        }

        return new ClassDensity(Math.Log((double)moments.Count / rows.Count), [.. moments.Mean], [.. covariance], logDeterminant);
    }
}
