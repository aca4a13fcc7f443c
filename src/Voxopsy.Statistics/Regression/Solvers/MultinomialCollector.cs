using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Brings the solutions of a multinomial path to the columns' own units.</summary>
/// <remarks>Adding a number to a column's coefficients in all classes changes no probability: the number that makes the penalty least is chosen.</remarks>
internal sealed class MultinomialCollector(PathDesign design, double[] factors, ElasticNetSettings settings, MultinomialPenalty penalty) : IPathCollector
{
    private readonly List<double> _lambdas = [];
    private readonly List<double> _ratios = [];
    private readonly List<double[]> _intercepts = [];
    private readonly List<double[][]> _coefficients = [];

    /// <inheritdoc/>
    public void Add(double lambda, double[] coefficients, double ratio)
    {
        int classes = design.BlockCount;
        int count = design.PredictorCount;
        double[] intercepts = new double[classes];
        double[][] own = [.. Enumerable.Range(0, classes).Select(_ => new double[count])];
        for (int c = 0; c + 1 < classes && design.Count > classes * count; c++)
        {
            intercepts[c] = coefficients[(classes * count) + c];
        }

        double[] ofColumn = new double[classes];
        for (int j = 0; j < count; j++)
        {
            for (int c = 0; c < classes; c++)
            {
                ofColumn[c] = coefficients[(c * count) + j];
            }

            if (Array.TrueForAll(ofColumn, value => value == 0))
            {
                continue;
            }

            double shift = Shift(ofColumn, factors[j] == 0);
            for (int c = 0; c < classes; c++)
            {
                own[c][j] = (ofColumn[c] - shift) / design.Scales[j];
                intercepts[c] -= settings.FitIntercept ? own[c][j] * design.Centers[j] : 0;
            }
        }

        double mean = intercepts.Average();
        _lambdas.Add(lambda);
        _ratios.Add(ratio);
        _intercepts.Add([.. intercepts.Select(value => value - mean)]);
        _coefficients.Add(own);
    }

    internal MultinomialPath Finish(ImmutableArray<string> names, ImmutableArray<string> classes, double nullDeviance, double violation) => new()
    {
        Names = names,
        Classes = classes,
        Lambdas = [.. _lambdas],
        DevianceRatios = [.. _ratios],
        NullDeviance = nullDeviance,
        LargestViolation = violation,
        AllIntercepts = [.. _intercepts],
        AllCoefficients = [.. _coefficients],
    };

    private double Shift(double[] ofColumn, bool isUnpenalized)
    {
        if (penalty == MultinomialPenalty.Ungrouped && settings.Alpha == 1 && !isUnpenalized)
        {
            // Any value between the middle two has the same sum of absolute values; their mean is glmnet's choice.
            double[] sorted = [.. ofColumn.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }

        // A penalized column with a part of squares has its optimum where it is; a free one is centered.
        return isUnpenalized || penalty == MultinomialPenalty.Grouped ? ofColumn.Average() : 0;
    }
}
