using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Brings solutions back to the columns' own units and keeps what is not 0.</summary>
internal sealed class PathCollector(PathDesign design, ElasticNetSettings settings, double unit, double center) : IPathCollector
{
    private readonly List<double> _lambdas = [];
    private readonly List<double> _intercepts = [];
    private readonly List<int[]> _places = [];
    private readonly List<double[]> _values = [];
    private readonly List<double> _ratios = [];

    /// <inheritdoc/>
    public void Add(double lambda, double[] coefficients, double ratio)
    {
        int[] places = [.. Enumerable.Range(0, design.PredictorCount).Where(j => coefficients[j] != 0)];
        double[] values = [.. places.Select(j => coefficients[j] * unit / design.Scales[j])];
        double intercept = design.Count > design.PredictorCount ? coefficients[^1] : center;
        if (settings.FitIntercept)
        {
            for (int k = 0; k < places.Length; k++)
            {
                intercept -= values[k] * design.Centers[places[k]];
            }
        }

        _lambdas.Add(lambda);
        _intercepts.Add(intercept);
        _places.Add(places);
        _values.Add(values);
        _ratios.Add(ratio);
    }

    internal LassoPath Finish(ImmutableArray<string> names, double nullDeviance, double violation) =>
        new(names, [.. _lambdas], [.. _intercepts], [.. _ratios], nullDeviance, violation, [.. _places], [.. _values]);
}
