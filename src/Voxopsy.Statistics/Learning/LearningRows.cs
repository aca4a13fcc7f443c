using System.Collections.Immutable;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Learning;

/// <summary>The values of some columns row after row, proven finite.</summary>
internal sealed class LearningRows
{
    private LearningRows(ImmutableArray<FeatureId> features, int count, double[] values)
    {
        Features = features;
        Count = count;
        Values = values;
    }

    internal ImmutableArray<FeatureId> Features { get; }

    internal int Count { get; }

    internal int Width => Features.Length;

    /// <summary>All values, a row's side by side.</summary>
    internal double[] Values { get; }

    internal static LearningRows Of(FeatureTable table, ImmutableArray<FeatureId> features)
    {
        ArgumentNullException.ThrowIfNull(table);
        int width = features.Length;
        double[] values = new double[(long)table.RowCount * width];
        for (int j = 0; j < width; j++)
        {
            ReadOnlySpan<double> column = table[features[j]];
            for (int row = 0; row < column.Length; row++)
            {
                if (!double.IsFinite(column[row]))
                {
                    throw new MissingValueException(features[j].Name, row, column[row]);
                }

                values[(row * width) + j] = column[row];
            }
        }

        return new LearningRows(features, table.RowCount, values);
    }

    /// <summary>Training rows, with outcomes of both classes.</summary>
    internal static LearningRows ForTraining(FeatureTable table, ReadOnlySpan<bool> events)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.RowCount != events.Length || table.Features.IsEmpty)
        {
            throw new ArgumentException($"A classifier needs at least one column and one outcome a row; found {table.Features.Length} columns, {table.RowCount} rows and {events.Length} outcomes.", nameof(table));
        }

        int cases = events.Count(true);
        return cases > 0 && cases < events.Length ? Of(table, table.Features) : throw new OneClassOutcomeException(events.Length, cases);
    }

    internal ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Width, Width);

    /// <summary>How much each row counts.</summary>
    internal static double[] Weights(ReadOnlySpan<bool> events, ClassWeighting weighting)
    {
        double[] weights = new double[events.Length];
        double cases = events.Count(true);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = weighting == ClassWeighting.Equal ? 1 : events.Length / (2 * (events[i] ? cases : events.Length - cases));
        }

        return weights;
    }
}
