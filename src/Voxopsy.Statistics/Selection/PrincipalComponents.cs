using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Voxopsy.Statistics.Descriptive;

namespace Voxopsy.Statistics.Selection;

/// <summary>Principal components of standardized features: the directions in which subjects differ most.</summary>
/// <remarks>
/// Each feature is centered and scaled by its training mean and standard deviation, then decomposed by singular values. The sign of a component
/// is chosen so that its largest loading is positive.
/// </remarks>
public sealed class PrincipalComponents
{
    private readonly ImmutableArray<Moments> _scales;
    private readonly Matrix<double> _loadings;

    private PrincipalComponents(
        ImmutableArray<FeatureId> features, ImmutableArray<Moments> scales, Matrix<double> loadings, ImmutableArray<double> deviations)
    {
        Features = features;
        _scales = scales;
        _loadings = loadings;
        StandardDeviations = deviations;
    }

    /// <summary>Gets the features, in the order of the loadings.</summary>
    public ImmutableArray<FeatureId> Features { get; }

    /// <summary>Gets the standard deviation along each component, the largest first.</summary>
    public ImmutableArray<double> StandardDeviations { get; }

    /// <summary>Gets the share of the total variance of each component.</summary>
    public ImmutableArray<double> VarianceShares
    {
        get
        {
            double total = StandardDeviations.Sum(deviation => deviation * deviation);
            return [.. StandardDeviations.Select(deviation => deviation * deviation / total)];
        }
    }

    /// <summary>Learns the components.</summary>
    /// <param name="table">Training rows, at least two, without missing values; every feature varies.</param>
    /// <exception cref="ArgumentException">A feature is missing for a subject or does not vary.</exception>
    public static PrincipalComponents Fit(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        ImmutableArray<Moments> scales = [.. Enumerable.Range(0, table.Features.Length).Select(i => Moments.Of(table.Column(i)))];
        for (int i = 0; i < scales.Length; i++)
        {
            if (!(scales[i].Variance > 0))
            {
                throw new ArgumentException(
                    $"Feature '{table.Features[i]}' is missing for a subject or does not vary, so it has no place in a component; impute or drop it first.",
                    nameof(table));
            }
        }

        Svd<double> svd = Standardized(table, scales).Svd();
        int count = Math.Min(table.RowCount, table.Features.Length);
        Matrix<double> loadings = svd.VT.SubMatrix(0, count, 0, table.Features.Length).Transpose();
        for (int component = 0; component < count; component++)
        {
            Vector<double> column = loadings.Column(component);
            if (column[column.AbsoluteMaximumIndex()] < 0)
            {
                loadings.SetColumn(component, -column);
            }
        }

        return new PrincipalComponents(
            table.Features, scales, loadings, [.. svd.S.Take(count).Select(value => value / Math.Sqrt(table.RowCount - 1.0))]);
    }

    /// <summary>The weight of a feature in a component, both counted from 0.</summary>
    /// <param name="feature">Position of the feature.</param>
    /// <param name="component">Position of the component.</param>
    public double Loading(int feature, int component) => _loadings[feature, component];

    /// <summary>The components of any rows, by the learned means, deviations and loadings.</summary>
    /// <param name="table">A table with the learned features.</param>
    /// <param name="components">How many components to keep, at most as many as were learned.</param>
    /// <returns>Columns <c>PC1</c>, <c>PC2</c>, … for the same subjects.</returns>
    /// <exception cref="ArgumentException">A feature is lacking.</exception>
    public FeatureTable Apply(FeatureTable table, int components)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, StandardDeviations.Length);
        Matrix<double> scores = Standardized(table.Select(Features), _scales) * _loadings.SubMatrix(0, Features.Length, 0, components);
        return new FeatureTable(
            table.Subjects,
            [.. Enumerable.Range(1, components).Select(i => new FeatureId($"PC{i}"))],
            Enumerable.Range(0, components).Select(i => scores.Column(i).ToArray()));
    }

    private static Matrix<double> Standardized(FeatureTable table, ImmutableArray<Moments> scales)
    {
        double[][] columns = new double[scales.Length][];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = table.Column(i).ToArray();
            for (int row = 0; row < columns[i].Length; row++)
            {
                columns[i][row] = (columns[i][row] - scales[i].Mean) / scales[i].StandardDeviation;
            }
        }

        return DenseMatrix.OfColumnArrays(columns);
    }
}
