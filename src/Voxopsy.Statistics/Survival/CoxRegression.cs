using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Survival;

/// <summary>Cox's proportional hazards regression.</summary>
/// <remarks>Source: Cox 1972, JRSS B 34:187; ties after Efron 1977 or Breslow 1974. Agrees with R's <c>coxph</c> run to convergence.</remarks>
public static class CoxRegression
{
    private const int MaximumIterations = 100;

    /// <summary>Fits a model.</summary>
    /// <param name="predictors">One column a predictor.</param>
    /// <param name="outcome">Times and events.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="ties">How tied events are treated.</param>
    /// <exception cref="ArgumentException">The numbers of rows or names differ.</exception>
    /// <exception cref="SurvivalException">There is no event.</exception>
    /// <exception cref="UnfittableModelException">A value is missing, columns are collinear, or the likelihood has no maximum (a column tells all early events apart).</exception>
    public static CoxModel Fit(Matrix predictors, SurvivalOutcome outcome, IReadOnlyList<string> names, CoxTies ties = CoxTies.Efron)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ElasticNet.RequireRows(predictors, outcome.Count, names);
        if (outcome.EventCount == 0)
        {
            throw new SurvivalException($"None of {outcome.Count} subjects had the event, so no hazard can be fitted; check the event column.");
        }

        Collinearity.Require(StandardizedDesign.Of(predictors), predictors, names);
        CoxLikelihood likelihood = new(outcome, predictors, ties);
        double[] coefficients = new double[predictors.ColumnCount];
        CoxLikelihood.Evaluation start = likelihood.Evaluate(coefficients);
        CoxLikelihood.Evaluation current = start;
        double last = 0;
        for (int iteration = 0; iteration < MaximumIterations; iteration++)
        {
            double[] step = Solve(current.Information, current.Score, () => Steepest(coefficients, names));
            double share = 1;
            CoxLikelihood.Evaluation trial;
            double[] moved;
            do
            {
                moved = [.. coefficients.Select((value, j) => value + (share * step[j]))];
                trial = likelihood.Evaluate(moved);
                share /= 2;
            }
            while (!(trial.Value >= current.Value - (1e-10 * (1 + Math.Abs(current.Value)))) && share > 1e-6);

            (coefficients, current) = (moved, trial);
            last = step.Select(Math.Abs).DefaultIfEmpty(0).Max();
            if (last < 1e-9)
            {
                return CoxModel.Of(predictors, outcome, [.. names], ties, likelihood, coefficients, current, start);
            }
        }

        throw new NonConvergenceException($"the Cox model (column '{Steepest(coefficients, names)}' may tell all early events apart)", MaximumIterations, last);
    }

    /// <summary>The column whose coefficient, of columns scaled alike, ran off furthest.</summary>
    private static string Steepest(double[] coefficients, IReadOnlyList<string> names) =>
        names[Array.IndexOf(coefficients, coefficients.MaxBy(Math.Abs))];

    private static double[] Solve(double[] information, double[] score, Func<string> culprit)
    {
        int size = score.Length;
        return Cholesky.TryFactor(Matrix.FromColumnMajor(size, size, information), out Cholesky? factor)
            ? factor.Solve(score)
            : throw new UnfittableModelException($"The information of the Cox model became singular: column '{culprit()}' tells all early events apart, so its hazard ratio has no finite estimate; leave it out or use a penalized model.");
    }
}
