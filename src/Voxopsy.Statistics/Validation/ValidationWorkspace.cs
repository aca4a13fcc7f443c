using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Validation;

/// <summary>Memory for computing indices over and over on the same number of rows.</summary>
internal sealed class ValidationWorkspace
{
    private readonly LogisticNewton _line;
    private readonly double[] _columns;
    private readonly double[] _sorted;
    private readonly bool[] _classes;

    internal ValidationWorkspace(int rows)
    {
        _line = new LogisticNewton(rows, 2);
        _columns = new double[2 * rows];
        _columns.AsSpan(0, rows).Fill(1);
        _sorted = new double[rows];
        _classes = new bool[rows];
    }

    /// <summary>The indices on the rows that the predictions were fitted to: intercept 0, slope 1.</summary>
    internal ValidationIndices Apparent(ReadOnlySpan<double> logOdds, double[] outcome, double deviance)
    {
        int n = outcome.Length;
        double nullDeviance = NullDeviance(outcome);
        double chiSquared = nullDeviance - deviance;
        double area = Area(logOdds, outcome);
        (double brier, double g, double gp) = Spread(logOdds, outcome, intercept: 0, slope: 1);
        return new ValidationIndices((2 * area) - 1, Nagelkerke(chiSquared, nullDeviance, n), 0, 1, (chiSquared - 1) / n, -2.0 / n, brier, g, gp);
    }

    /// <summary>The indices on any rows.</summary>
    internal ValidationIndices Test(ReadOnlySpan<double> logOdds, double[] outcome)
    {
        int n = outcome.Length;
        double area = Area(logOdds, outcome);
        logOdds.CopyTo(_columns.AsSpan(n));
        _line.Coefficients[0] = 0;
        _line.Coefficients[1] = 1;
        LogisticNewton.Ending ending = _line.Solve(_columns, outcome, [], []);
        (double intercept, double slope) = ending == LogisticNewton.Ending.Converged ? (_line.Coefficients[0], _line.Coefficients[1]) : (double.NaN, double.NaN);
        double deviance = _line.Deviance;
        double nullDeviance = NullDeviance(outcome);
        double chiSquared = nullDeviance - deviance;
        double unreliability = (DevianceAsPredicted(logOdds, outcome) - deviance - 2) / n;
        (double brier, double g, double gp) = Spread(logOdds, outcome, intercept, slope);
        return new ValidationIndices(
            (2 * area) - 1, Nagelkerke(chiSquared, nullDeviance, n), intercept, slope, (chiSquared - 1) / n, unreliability, brier, g, gp);
    }

    private static double NullDeviance(double[] outcome) => LogisticRegression.NullDeviance(outcome.Length, (int)outcome.Sum());

    private static double Nagelkerke(double chiSquared, double nullDeviance, int n) => (1 - Math.Exp(-chiSquared / n)) / (1 - Math.Exp(-nullDeviance / n));

    private static double DevianceAsPredicted(ReadOnlySpan<double> logOdds, double[] outcome)
    {
        double sum = 0;
        for (int i = 0; i < outcome.Length; i++)
        {
            sum += LogisticFunction.SoftPlus(outcome[i] > 0.5 ? -logOdds[i] : logOdds[i]);
        }

        return 2 * sum;
    }

    private double Area(ReadOnlySpan<double> logOdds, double[] outcome)
    {
        logOdds.CopyTo(_sorted);
        for (int i = 0; i < outcome.Length; i++)
        {
            _classes[i] = outcome[i] > 0.5;
        }

        Array.Sort(_sorted, _classes);
        return Ranking.AreaOfSorted(_sorted, _classes);
    }

    /// <summary>Brier score of the predictions as they are; spreads of the recalibrated ones. Needs the sorted log odds of <see cref="Area"/>.</summary>
    private (double Brier, double G, double Gp) Spread(ReadOnlySpan<double> logOdds, double[] outcome, double intercept, double slope)
    {
        double brier = 0;
        for (int i = 0; i < outcome.Length; i++)
        {
            double difference = outcome[i] - LogisticFunction.Probability(logOdds[i]);
            brier += difference * difference;
        }

        // A line keeps or turns the order, so the sorted values stay sorted up to their direction.
        double g = Math.Abs(slope) * GiniMeanDifference.OfSorted(_sorted);
        for (int i = 0; i < _sorted.Length; i++)
        {
            _sorted[i] = LogisticFunction.Probability(intercept + (slope * _sorted[i]));
        }

        return (brier / outcome.Length, g, Math.Abs(GiniMeanDifference.OfSorted(_sorted)));
    }
}
