using Voxopsy.Statistics.Learning.Solvers;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Learning;

/// <summary>Gaussian naive Bayes: features independent and normal within each class; priors are the classes' shares in training.</summary>
public sealed record NaiveBayes : ILearner
{
    /// <summary>Gets the share of the largest variance of any feature that is added to all variances, so that none is 0.</summary>
    public double VarianceFloor { get; init; } = 1e-9;

    /// <inheritdoc/>
    /// <exception cref="StatisticsException">No column varies.</exception>
    public IClassifier Fit(FeatureTable table, ReadOnlySpan<bool> events, SeededRandom random, CancellationToken cancellation = default)
    {
        LearningRows rows = LearningRows.ForTraining(table, events);
        ClassMoments controls = ClassMoments.Of(rows, events, one: false);
        ClassMoments cases = ClassMoments.Of(rows, events, one: true);
        double largest = 0;
        for (int j = 0; j < rows.Width; j++)
        {
            Descriptive.Moments moments = Descriptive.Moments.Of(table.Column(j));
            largest = Math.Max(largest, moments.Variance * (rows.Count - 1) / rows.Count);
        }

        if (!(largest * VarianceFloor > 0))
        {
            throw new StatisticsException($"None of the {rows.Width} columns varies over the {rows.Count} training rows, or the variance floor is not positive; naive Bayes needs a spread.");
        }

        double[] Variances(ClassMoments one) =>
            [.. one.Deviations.Select(column => (VectorMath.Dot(column, column) / one.Count) + (VarianceFloor * largest))];
        return new NaiveBayesClassifier
        {
            Features = table.Features,
            PriorLogOdds = Math.Log((double)cases.Count / controls.Count),
            ControlMeans = [.. controls.Mean],
            ControlVariances = [.. Variances(controls)],
            CaseMeans = [.. cases.Mean],
            CaseVariances = [.. Variances(cases)],
        };
    }
}
