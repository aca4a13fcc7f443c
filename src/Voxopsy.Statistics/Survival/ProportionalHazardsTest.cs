using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Survival;

/// <summary>Whether a term's hazard ratio changes with time.</summary>
/// <param name="Term">The term; <c>GLOBAL</c> for all together.</param>
/// <param name="ChiSquared">The score statistic of an effect that grows with 1 − survival just before each event.</param>
/// <param name="DegreesOfFreedom">The number of the term's columns.</param>
/// <param name="P">The p value.</param>
/// <remarks>Source: Grambsch and Therneau 1994, Biometrika 81:515; the score test of R's <c>cox.zph</c> with the Kaplan-Meier transform.</remarks>
public sealed record ProportionalHazardsTest(string Term, double ChiSquared, int DegreesOfFreedom, double P)
{
    /// <summary>Tests each term and all together.</summary>
    /// <param name="model">The fitted model.</param>
    /// <param name="terms">Its terms, in the order of its columns.</param>
    public static ImmutableArray<ProportionalHazardsTest> Of(CoxModel model, IReadOnlyList<ModelTerm> terms)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(terms);
        int size = model.Coefficients.Length;
        Func<double, double> weight = CenteredRank(model.Outcome);
        CoxLikelihood.Evaluation at = model.Likelihood.Evaluate(model.Standardized, weight);
        ImmutableArray<ProportionalHazardsTest>.Builder tests = ImmutableArray.CreateBuilder<ProportionalHazardsTest>();
        int first = 0;
        foreach (ModelTerm term in terms)
        {
            tests.Add(Test(term.Name, at, size, [.. Enumerable.Range(first, term.Columns.Length)]));
            first += term.Columns.Length;
        }

        tests.Add(Test("GLOBAL", at, size, [.. Enumerable.Range(0, size)]));
        return tests.ToImmutable();
    }

    /// <summary>1 − survival just before each event time, less its mean over events.</summary>
    private static Func<double, double> CenteredRank(SurvivalOutcome outcome)
    {
        Dictionary<double, double> before = [];
        double survival = 1;
        double sum = 0;
        foreach (SurvivalPoint point in KaplanMeier.Of(outcome).Points)
        {
            before[point.Time] = 1 - survival;
            sum += point.Events * (1 - survival);
            survival = point.Survival;
        }

        double mean = sum / outcome.EventCount;
        return time => before[time] - mean;
    }

    private static ProportionalHazardsTest Test(string name, CoxLikelihood.Evaluation at, int size, int[] columns)
    {
        int total = size + columns.Length;
        double[] information = new double[total * total];
        double[] score = new double[total];
        for (int i = 0; i < total; i++)
        {
            score[i] = i < size ? 0 : at.TimeScore[columns[i - size]];
            for (int j = 0; j < total; j++)
            {
                int a = i < size ? i : columns[i - size];
                int b = j < size ? j : columns[j - size];
                double[] block = i < size && j < size ? at.Information : i >= size && j >= size ? at.TimeInformation : at.CrossInformation;
                information[(j * total) + i] = block[(b * size) + a];
            }
        }

        double statistic = Cholesky.TryFactor(Matrix.FromColumnMajor(total, total, information), out Cholesky? factor)
            ? VectorMath.Dot(score, factor.Solve(score))
            : double.NaN;
        return new ProportionalHazardsTest(name, statistic, columns.Length, Distributions.ChiSquared.Upper(statistic, columns.Length));
    }
}
