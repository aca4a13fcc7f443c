using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Walks a sequence of penalties from the largest down.</summary>
internal static class PathRunner
{
    // The factory settings of glmnet: the path ends once this share of deviance is explained, but not before five penalties.
    private const double EnoughExplained = 0.999;
    private const int FewestLambdas = 5;
    private const double RelativeTolerance = 1e-9;

    /// <summary>Fits the path.</summary>
    /// <param name="design">The scaled columns.</param>
    /// <param name="family">The likelihood.</param>
    /// <param name="settings">Penalties and their mixture.</param>
    /// <param name="names">The names of the columns.</param>
    /// <param name="unit">What the outcome was divided by.</param>
    /// <param name="center">What was subtracted from the outcome.</param>
    /// <param name="floor">The path may end below this penalty, for nobody asks further.</param>
    internal static LassoPath Run(
        PathDesign design, PathFamily family, ElasticNetSettings settings, ImmutableArray<string> names, double unit, double center, double floor)
    {
        ActiveSetSolver solver = new(design, family, Factors(design, settings));
        solver.SolveUnpenalized(1e-12);
        double largest = solver.LargestSlope() / Math.Max(settings.Alpha, 1e-3);
        double tolerance = RelativeTolerance * Math.Max(largest * Math.Max(settings.Alpha, 1e-3), 1e-300);
        double[] lambdas = Sequence(design, family, settings, largest, unit);

        PathCollector collector = new(design, settings, unit, center);
        double lastL1 = largest * settings.Alpha;
        double violation = 0;
        for (int k = 0; k < lambdas.Length; k++)
        {
            double lambda = lambdas[k] / unit;
            if (k > 0 || settings.Lambdas.Length > 0)
            {
                solver.Solve(lambda * settings.Alpha, lambda * (1 - settings.Alpha), lastL1, tolerance);
                violation = Math.Max(violation, solver.Violation);
                lastL1 = lambda * settings.Alpha;
            }

            double ratio = 1 - (family.Deviance / family.NullDeviance);
            collector.Add(lambdas[k], solver.Coefficients, ratio);
            if (lambdas[k] < floor || (settings.Lambdas.Length == 0 && k + 1 >= FewestLambdas && IsEnough(family, collector.Ratios)))
            {
                break;
            }
        }

        return collector.Finish(names, family.NullDeviance * unit * unit, largest > 0 ? violation / largest : 0);
    }

    private static bool IsEnough(PathFamily family, List<double> ratios) =>
        ratios[^1] > EnoughExplained || family.IsGrowthTooSmall(ratios[^1], ratios[^2]);

    private static double[] Sequence(PathDesign design, PathFamily family, ElasticNetSettings settings, double largest, double unit)
    {
        if (settings.Lambdas.Length > 0)
        {
            return [.. settings.Lambdas];
        }

        double ratio = double.IsNaN(settings.LambdaMinimumRatio) ? (design.RowCount < design.PredictorCount ? 0.01 : 1e-4) : settings.LambdaMinimumRatio;
        double step = family.LambdaStep(settings.LambdaCount);
        return [.. Enumerable.Range(0, settings.LambdaCount).Select(k => largest * unit * Math.Pow(ratio, k * step))];
    }

    /// <summary>Penalty factors with an average of 1; 0 for the column of ones.</summary>
    private static double[] Factors(PathDesign design, ElasticNetSettings settings)
    {
        double[] factors = new double[design.Count];
        double sum = settings.PenaltyFactors.Length == 0 ? design.PredictorCount : settings.PenaltyFactors.Sum();
        for (int j = 0; j < design.PredictorCount; j++)
        {
            factors[j] = settings.PenaltyFactors.Length == 0 ? 1 : settings.PenaltyFactors[j] * design.PredictorCount / sum;
        }

        return factors;
    }
}
