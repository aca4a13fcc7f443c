using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Finds columns that add nothing to the intercept and the columns before them, and says what they are made of.</summary>
internal static class Collinearity
{
    /// <summary>Throws when a column is constant or depends on others.</summary>
    internal static void Require(StandardizedDesign design, Matrix predictors, IReadOnlyList<string> names)
    {
        Matrix columns = Matrix.FromColumnMajor(design.RowCount, design.Count, design.Columns);
        QrDecomposition decomposition = QrDecomposition.Of(columns);
        if (decomposition.Rank == design.Count)
        {
            return;
        }

        ImmutableArray<string> dependent = [.. decomposition.DependentColumns.Select(column => names[column - 1])];
        IEnumerable<string> reasons = decomposition.DependentColumns.Select(column => Explain(column, decomposition, design, predictors, names));
        throw new CollinearColumnsException(
            dependent,
            $"The coefficients are not determined by the {design.RowCount} rows: {string.Join("; ", reasons)}. Leave out {string.Join(", ", dependent.Select(name => $"'{name}'"))}.");
    }

    private static string Explain(int column, QrDecomposition decomposition, StandardizedDesign design, Matrix predictors, IReadOnlyList<string> names)
    {
        ReadOnlySpan<double> values = design.Column(column);
        string name = names[column - 1];
        if (VectorMath.Dot(values, values) < 1e-12 * design.RowCount)
        {
            return string.Create(CultureInfo.InvariantCulture, $"column '{name}' is constant ({predictors[0, column - 1]:R} in every row)");
        }

        double[] share = decomposition.Solve(values);
        string[] parts =
        [
            .. Enumerable.Range(1, design.Count - 1).Where(j => j != column && Math.Abs(share[j]) > 1e-6).Select(j => $"'{names[j - 1]}'"),
        ];
        const int Shown = 6;
        string listed = string.Join(", ", parts.Take(Shown)) + (parts.Length > Shown ? $" and {parts.Length - Shown} more" : string.Empty);
        return design.Count > design.RowCount && parts.Length > Shown
            ? $"column '{name}' is determined by the {parts.Length} before it, for there are only {design.RowCount} rows for {design.Count} coefficients"
            : $"column '{name}' is a linear combination of {listed}";
    }
}
