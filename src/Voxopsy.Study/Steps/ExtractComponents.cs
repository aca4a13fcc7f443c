using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Statistics.Selection;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Replaces the columns by their principal components over the training rows.</summary>
/// <param name="components">Most components kept; 0 for as many as the share needs.</param>
/// <param name="share">Least share of the variance kept, within (0, 1]; at most as many components as <paramref name="components"/>.</param>
public sealed class ExtractComponents(int components, double share) : IStep
{
    /// <inheritdoc/>
    public string Name => components > 0 ? FormattableString.Invariant($"PCA, {components} components") : FormattableString.Invariant($"PCA, {share} of the variance");

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        FeatureTable table = training.Features;
        PrincipalComponents found = PrincipalComponents.Fit(table);
        LinearScaling scaling = Scaling.Standard(table, constant: ConstantColumnPolicy.CenterOnly);
        int available = found.StandardDeviations.Count(deviation => deviation > 1e-9 * found.StandardDeviations[0]);
        int kept = components;
        if (kept == 0)
        {
            double sum = 0;
            while (kept < available && sum < share - 1e-12)
            {
                sum += found.VarianceShares[kept++];
            }
        }

        return new ComponentColumns(
            scaling,
            [.. Enumerable.Range(0, Math.Min(kept, available)).Select(component => (ImmutableArray<double>)[.. Enumerable.Range(0, table.Features.Length).Select(feature => found.Loading(feature, component))])]);
    }
}

/// <summary>Components in the place of the columns they are made of.</summary>
/// <param name="Scaling">The scale of the columns.</param>
/// <param name="Loadings">For each component the weight of each column.</param>
internal sealed record ComponentColumns(LinearScaling Scaling, ImmutableArray<ImmutableArray<double>> Loadings) : FittedTransform
{
    public override FeatureTable Apply(FeatureTable table)
    {
        FeatureTable scaled = Scaling.Apply(table.Select(Scaling.Columns.Select(column => column.Feature)));
        HashSet<FeatureId> replaced = [.. scaled.Features];
        FeatureId[] others = [.. table.Features.Where(feature => !replaced.Contains(feature))];
        return new FeatureTable(
            table.Subjects,
            [.. others, .. Enumerable.Range(1, Loadings.Length).Select(number => new FeatureId(FormattableString.Invariant($"PC{number}")))],
            [.. others.Select(feature => table[feature].ToArray()), .. Loadings.Select(loading => Component(scaled, loading))]);
    }

    private static double[] Component(FeatureTable scaled, ImmutableArray<double> loading)
    {
        double[] sum = new double[scaled.RowCount];
        for (int i = 0; i < loading.Length; i++)
        {
            ReadOnlySpan<double> column = scaled.Column(i);
            for (int row = 0; row < sum.Length; row++)
            {
                sum[row] += loading[i] * column[row];
            }
        }

        return sum;
    }
}
