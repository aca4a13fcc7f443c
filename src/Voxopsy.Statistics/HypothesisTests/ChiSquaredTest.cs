namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>Tests of independence of rows and columns of a table of counts by the chi-squared distribution.</summary>
/// <remarks>Needs expected counts of about 5 and more in most cells; <see cref="FisherExact"/> does not.</remarks>
public static class ChiSquaredTest
{
    /// <summary>Pearson's statistic without correction.</summary>
    /// <param name="table">Counts.</param>
    public static ChiSquaredResult Pearson(ContingencyTable table) => Sum(table, 0);

    /// <summary>Pearson's statistic with Yates' continuity correction in a 2 × 2 table, without it in larger ones: R's default.</summary>
    /// <param name="table">Counts.</param>
    public static ChiSquaredResult Yates(ContingencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Sum(table, table is { Rows: 2, Columns: 2 } ? Math.Min(0.5, Math.Abs(table[0, 0] - table.Expected(0, 0))) : 0);
    }

    /// <summary>The likelihood-ratio statistic G.</summary>
    /// <param name="table">Counts.</param>
    public static ChiSquaredResult LikelihoodRatio(ContingencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        double sum = 0;
        for (int row = 0; row < table.Rows; row++)
        {
            for (int column = 0; column < table.Columns; column++)
            {
                int count = table[row, column];
                sum += count > 0 ? count * Math.Log(count / table.Expected(row, column)) : 0;
            }
        }

        return ChiSquaredResult.Of(2 * sum, Freedom(table));
    }

    /// <summary>Cramér's V in [0, 1], from Pearson's statistic.</summary>
    /// <param name="table">Counts.</param>
    public static double CramerV(ContingencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Math.Sqrt(Pearson(table).Statistic / ((double)table.Total * (Math.Min(table.Rows, table.Columns) - 1)));
    }

    private static double Freedom(ContingencyTable table) => (table.Rows - 1.0) * (table.Columns - 1);

    private static ChiSquaredResult Sum(ContingencyTable table, double correction)
    {
        ArgumentNullException.ThrowIfNull(table);
        double sum = 0;
        for (int row = 0; row < table.Rows; row++)
        {
            for (int column = 0; column < table.Columns; column++)
            {
                double expected = table.Expected(row, column);
                double difference = Math.Abs(table[row, column] - expected) - correction;
                sum += difference * difference / expected;
            }
        }

        return ChiSquaredResult.Of(sum, Freedom(table));
    }
}
