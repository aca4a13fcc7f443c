using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Planning;

/// <summary>Sample size to tell two areas under the ROC curve apart on the same patients.</summary>
public static class AreaDifferenceSampleSize
{
    /// <summary>Patients by the formula of Hanley and McNeil 1983.</summary>
    /// <param name="first">Area of one model.</param>
    /// <param name="second">Area of the other model, not equal.</param>
    /// <param name="prevalence">Share of patients with the event.</param>
    /// <param name="correlation">Correlation of the two areas, in [0, 1).</param>
    /// <param name="power">Wanted power in (0, 1).</param>
    /// <param name="significance">Two-sided significance level.</param>
    /// <returns>Number of patients, not rounded.</returns>
    /// <remarks>
    /// Standard errors by Hanley and McNeil 1982, their correlation given. The formula knows nothing of the scores' shape; <see cref="Power"/>
    /// checks a size by simulation.
    /// </remarks>
    /// <exception cref="ArgumentException">The areas are equal, or a number lies outside its range.</exception>
    public static double Patients(
        double first, double second, double prevalence, double correlation = 0.5, double power = 0.9, double significance = 0.05)
    {
        if (first == second || prevalence is not (> 0 and < 1) || correlation is not (>= 0 and < 1))
        {
            throw new ArgumentException(
                $"A difference of areas needs two areas that differ, a share of events in (0, 1) and a correlation in [0, 1), found {first:G6}, {second:G6}, {prevalence:G6}, {correlation:G6}.");
        }

        double z = Normal.Quantile(1 - (significance / 2)) + Normal.Quantile(power);
        return RootFinder.Increasing(
            n =>
            {
                double a = AreaUnderCurve.HanleyMcNeilStandardError(first, n * prevalence, n * (1 - prevalence));
                double b = AreaUnderCurve.HanleyMcNeilStandardError(second, n * prevalence, n * (1 - prevalence));
                double error = Math.Sqrt((a * a) + (b * b) - (2 * correlation * a * b));
                return Math.Abs(first - second) - (z * error);
            },
            10,
            1e8);
    }

    /// <summary>Power of DeLong's test by simulation of binormal scores.</summary>
    /// <param name="first">Area of one model, in (0, 1).</param>
    /// <param name="second">Area of the other model, in (0, 1).</param>
    /// <param name="cases">Number of events, at least 2.</param>
    /// <param name="controls">Number of non-events, at least 2.</param>
    /// <param name="scoreCorrelation">Correlation of the two scores within each class, in (−1, 1).</param>
    /// <param name="simulations">Number of simulated studies.</param>
    /// <param name="random">Source of the draws.</param>
    /// <param name="significance">Two-sided significance level.</param>
    /// <returns>Share of simulated studies with p below the level.</returns>
    public static double Power(
        double first, double second, int cases, int controls, double scoreCorrelation, int simulations, SeededRandom random, double significance = 0.05)
    {
        ArgumentNullException.ThrowIfNull(random);
        double shiftA = Normal.Quantile(first) * Math.Sqrt(2);
        double shiftB = Normal.Quantile(second) * Math.Sqrt(2);
        double own = Math.Sqrt(1 - (scoreCorrelation * scoreCorrelation));
        bool[] events = new bool[cases + controls];
        double[] a = new double[events.Length];
        double[] b = new double[events.Length];
        events.AsSpan(0, cases).Fill(true);
        int found = 0;
        for (int simulation = 0; simulation < simulations; simulation++)
        {
            for (int i = 0; i < events.Length; i++)
            {
                double shared = random.NextNormal();
                a[i] = shared + (events[i] ? shiftA : 0);
                b[i] = (scoreCorrelation * shared) + (own * random.NextNormal()) + (events[i] ? shiftB : 0);
            }

            found += DeLongTest.Paired(a, b, events).P < significance ? 1 : 0;
        }

        return (double)found / simulations;
    }

    /// <summary>The fewest patients with the wanted power by simulation, within 2%.</summary>
    /// <param name="first">Area of one model, in (0, 1).</param>
    /// <param name="second">Area of the other model, in (0, 1), not equal.</param>
    /// <param name="prevalence">Share of patients with the event.</param>
    /// <param name="scoreCorrelation">Correlation of the two scores within each class, in (−1, 1).</param>
    /// <param name="simulations">Simulated studies a size; each size sees the same draws first.</param>
    /// <param name="random">Source of the draws.</param>
    /// <param name="power">Wanted power in (0, 1).</param>
    /// <param name="significance">Two-sided significance level.</param>
    /// <exception cref="ArgumentException">The areas are equal, or a number lies outside its range.</exception>
    public static int SimulatedPatients(
        double first, double second, double prevalence, double scoreCorrelation, int simulations, SeededRandom random, double power = 0.9, double significance = 0.05)
    {
        ArgumentNullException.ThrowIfNull(random);
        int start = (int)Math.Ceiling(Patients(first, second, prevalence, Math.Max(0, scoreCorrelation), power, significance));
        bool Reaches(int n)
        {
            int cases = Math.Max(2, (int)Math.Round(n * prevalence));
            return Power(first, second, cases, Math.Max(2, n - cases), scoreCorrelation, simulations, random.For("difference"), significance) >= power;
        }

        return SizeSearch.Fewest(start, Reaches);
    }
}
