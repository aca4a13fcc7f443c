using Voxopsy.Statistics.Folds;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Preprocessing;

namespace Voxopsy.Statistics.Learning;

/// <summary>Cross-validated predictions: each row by a classifier that was fitted without its fold.</summary>
public static class OutOfFold
{
    /// <summary>Predicts every row.</summary>
    /// <param name="learner">The classifier's settings.</param>
    /// <param name="table">Rows without missing values; anything learned from them before this call leaks.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="folds">The fold of each row, such as <see cref="FoldAssignment"/> gives it.</param>
    /// <param name="random">Where draws come from; each fold has a stream of its own.</param>
    /// <param name="scaling">What is done with columns inside each fold.</param>
    /// <param name="cancellation">Stops the work between folds.</param>
    /// <returns>The probability of the event for each row, within [0, 1].</returns>
    /// <exception cref="ArgumentException">There is not one outcome and one fold a row.</exception>
    /// <exception cref="Regression.MissingValueException">A value is not finite.</exception>
    /// <exception cref="Regression.OneClassOutcomeException">Without one of the folds all rows have one outcome.</exception>
    public static double[] Predict(
        ILearner learner,
        FeatureTable table,
        ReadOnlySpan<bool> events,
        ReadOnlySpan<int> folds,
        SeededRandom random,
        FoldScaling scaling = FoldScaling.Standard,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(random);
        if (events.Length != table.RowCount || folds.Length != table.RowCount)
        {
            throw new ArgumentException($"The table has {table.RowCount} rows, but there are {events.Length} outcomes and {folds.Length} folds.", nameof(folds));
        }

        double[] predicted = new double[table.RowCount];
        bool[] outcomes = events.ToArray();
        foreach (int fold in folds.ToArray().Distinct().Order())
        {
            cancellation.ThrowIfCancellationRequested();
            (int[] training, int[] test) = FoldAssignment.Split(folds, fold);
            FeatureTable inside = table.Rows(training);
            FeatureTable outside = table.Rows(test);
            if (scaling == FoldScaling.Standard)
            {
                LinearScaling scale = Scaling.Standard(inside, constant: ConstantColumnPolicy.CenterOnly);
                (inside, outside) = (scale.Apply(inside), scale.Apply(outside));
            }

            SeededRandom own = random.For(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"fold {fold}"));
            double[] values = learner.Fit(inside, Array.ConvertAll(training, row => outcomes[row]), own, cancellation).Predict(outside);
            for (int i = 0; i < test.Length; i++)
            {
                predicted[test[i]] = values[i];
            }
        }

        return predicted;
    }
}
