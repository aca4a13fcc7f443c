using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Learning;

/// <summary>Settings of a classifier, ready to learn from training rows.</summary>
public interface ILearner
{
    /// <summary>Fits the classifier.</summary>
    /// <param name="table">Training rows: at least one column, no missing values.</param>
    /// <param name="events">Whether each row had the event; both classes must occur.</param>
    /// <param name="random">Where draws come from; methods without chance ignore it. Same stream, same result, whatever the number of threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There is not one outcome a row, no column, or a setting is out of its range.</exception>
    /// <exception cref="Regression.MissingValueException">A value is not finite.</exception>
    /// <exception cref="Regression.OneClassOutcomeException">All rows are events, or none is.</exception>
    IClassifier Fit(FeatureTable table, ReadOnlySpan<bool> events, SeededRandom random, CancellationToken cancellation = default);
}
