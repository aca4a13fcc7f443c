using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Voxopsy.Statistics.Descriptive;

namespace Voxopsy.Statistics.Preprocessing;

/// <summary>Fills a missing value with the mean of that column over the most similar training rows that have it.</summary>
/// <remarks>
/// Distance is √(columns / shared × Σ squared differences over the columns both rows have) (Troyanskaya 2001, Bioinformatics 17:520, as
/// scikit-learn's KNNImputer defines it), so columns of large units rule: scale before. Of equal distances the earlier training row counts first. A row that shares no
/// column with any training row gets the column's mean.
/// </remarks>
public sealed record NeighborImputation
{
    /// <summary>Gets the columns.</summary>
    public required ImmutableArray<FeatureId> Features { get; init; }

    /// <summary>Gets the training values, one column after the other; missing ones are NaN.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public required ImmutableArray<double> Training { get; init; }

    /// <summary>Gets the number of training rows that are averaged.</summary>
    public required int Neighbors { get; init; }

    /// <summary>Gets how much each of them counts.</summary>
    public required NeighborWeighting Weighting { get; init; }

    /// <summary>Keeps the training rows.</summary>
    /// <param name="table">Training rows.</param>
    /// <param name="neighbors">How many rows are averaged, at least 1; fewer where fewer have the column.</param>
    /// <param name="weighting">How much each of them counts.</param>
    /// <exception cref="EmptyColumnException">A column has no value.</exception>
    public static NeighborImputation Fit(FeatureTable table, int neighbors = 5, NeighborWeighting weighting = NeighborWeighting.Uniform)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbors, 1);
        for (int i = 0; i < table.Features.Length; i++)
        {
            TableColumns.Present(table, i);
        }

        return new NeighborImputation
        {
            Features = table.Features,
            Training = [.. Enumerable.Range(0, table.Features.Length).SelectMany(i => table.Column(i).ToArray())],
            Neighbors = neighbors,
            Weighting = weighting,
        };
    }

    /// <summary>Fills the missing values of the fitted columns; other columns stay as they are and do not enter distances.</summary>
    /// <exception cref="ArgumentException">A fitted column is lacking.</exception>
    public FeatureTable Apply(FeatureTable table) => Apply(table, Distances);

    /// <summary>Fills missing values by any distance: from a row to every training row, NaN where they share no column.</summary>
    internal FeatureTable Apply(FeatureTable table, Action<double[], double[]> measure)
    {
        ArgumentNullException.ThrowIfNull(table);
        double[][] columns = TableColumns.Copy(table);
        int[] places = [.. Features.Select(table.PositionOf)];
        double[] row = new double[places.Length];
        int trainingRows = Training.Length / Math.Max(1, Features.Length);
        double[] distances = new double[trainingRows];
        (double Distance, int Row)[] donors = new (double, int)[trainingRows];
        for (int i = 0; i < table.RowCount; i++)
        {
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = table.Column(places[j])[i];
            }

            if (!Array.Exists(row, double.IsNaN))
            {
                continue;
            }

            measure(row, distances);
            for (int j = 0; j < row.Length; j++)
            {
                if (double.IsNaN(row[j]))
                {
                    columns[places[j]][i] = Fill(Column(j), distances, donors);
                }
            }
        }

        return new FeatureTable(table.Subjects, table.Features, columns);
    }

    private ReadOnlySpan<double> Column(int column)
    {
        int rows = Training.Length / Features.Length;
        return Training.AsSpan().Slice(column * rows, rows);
    }

    private double Fill(ReadOnlySpan<double> column, double[] distances, (double Distance, int Row)[] donors)
    {
        int count = 0;
        for (int row = 0; row < column.Length; row++)
        {
            if (!double.IsNaN(column[row]) && !double.IsNaN(distances[row]))
            {
                donors[count++] = (distances[row], row);
            }
        }

        return count == 0
            ? Moments.Of([.. column.ToArray().Where(value => !double.IsNaN(value))]).Mean
            : NeighborWeights.Mean(NeighborWeights.Nearest(donors.AsSpan(0, count), Neighbors), column, Weighting);
    }

    private void Distances(double[] row, double[] distances)
    {
        int[] shared = new int[distances.Length];
        distances.AsSpan().Clear();
        for (int j = 0; j < row.Length; j++)
        {
            if (double.IsNaN(row[j]))
            {
                continue;
            }

            ReadOnlySpan<double> column = Column(j);
            for (int other = 0; other < distances.Length; other++)
            {
                double difference = column[other] - row[j];
                if (!double.IsNaN(difference))
                {
                    distances[other] += difference * difference;
                    shared[other]++;
                }
            }
        }

        for (int other = 0; other < distances.Length; other++)
        {
            distances[other] = shared[other] == 0 ? double.NaN : Math.Sqrt(distances[other] * row.Length / shared[other]);
        }
    }
}
