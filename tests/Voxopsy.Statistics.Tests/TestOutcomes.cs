using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests;

/// <summary>Reads scores and outcomes of reference cases, leaving out rows the case leaves out.</summary>
internal static class TestOutcomes
{
    /// <summary>Rows whose outcome is one of two labels and whose scores are all there.</summary>
    internal static (double[][] Scores, bool[] Events) Read(OracleTable table, string outcome, string negative, string positive, params string[] scores)
    {
        string[] labels = table.Text(outcome);
        double[][] columns = [.. scores.Select(table.Numbers)];
        int[] rows = [.. Enumerable.Range(0, table.RowCount)
            .Where(row => (labels[row] == negative || labels[row] == positive) && columns.All(column => !double.IsNaN(column[row])))];
        return ([.. columns.Select(column => rows.Select(row => column[row]).ToArray())], [.. rows.Select(row => labels[row] == positive)]);
    }

    internal static double[] Negate(double[] values) => Array.ConvertAll(values, value => -value);
}
