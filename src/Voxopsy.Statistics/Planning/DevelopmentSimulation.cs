using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Planning;

/// <summary>Patients to develop a model, found by simulating its calibration slope in new patients.</summary>
/// <remarks>
/// Riley's formula for shrinkage is an approximation: for models that discriminate well (areas of 0.8 and more) the slope comes out lower than it
/// promises (Pavlou 2024, BMC Med Res Methodol 24:146, doi:10.1186/s12874-024-02268-5, who find sizes by simulation too). Predictors are independent
/// normal ones of equal strength; a fit that separates counts as a slope of 0.
/// </remarks>
public sealed record DevelopmentSimulation
{
    private const int Grid = 4000;
    private const double Reach = 9;
    private const int NewPatients = 4000;

    private readonly int _parameters;
    private readonly double _intercept;
    private readonly double _effect;

    private DevelopmentSimulation(int parameters, double intercept, double spread)
    {
        _parameters = parameters;
        _intercept = intercept;
        Spread = spread;
        _effect = spread / Math.Sqrt(parameters);
    }

    /// <summary>Gets the standard deviation of the true log odds.</summary>
    public double Spread { get; }

    /// <summary>Describes the population.</summary>
    /// <param name="parameters">Candidate parameters, at least 1.</param>
    /// <param name="prevalence">Share of events, in (0, 1).</param>
    /// <param name="area">Area under the ROC curve of the true model, in (0.5, 1).</param>
    /// <exception cref="ArgumentException">A number lies outside its range.</exception>
    public static DevelopmentSimulation Of(int parameters, double prevalence, double area)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        if (prevalence is not (> 0 and < 1) || area is not (> 0.5 and < 0.999))
        {
            throw new ArgumentException($"A simulation needs a share of events in (0, 1) and an area in (0.5, 0.999), found {prevalence:G6} and {area:G6}.");
        }

        double spread = RootFinder.Increasing(s => Population(InterceptFor(s, prevalence), s).Area - area, 1e-3, 60);
        return new DevelopmentSimulation(parameters, InterceptFor(spread, prevalence), spread);
    }

    /// <summary>The mean calibration slope in new patients of models developed on n patients.</summary>
    /// <param name="patients">Patients to develop on, at least 10.</param>
    /// <param name="simulations">How often.</param>
    /// <param name="random">Source of the draws.</param>
    public double MeanSlope(int patients, int simulations, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(patients, 10);
        ArgumentOutOfRangeException.ThrowIfLessThan(simulations, 1);
        string[] names = [.. Enumerable.Range(1, _parameters).Select(j => $"x{j}")];
        double sum = 0;
        for (int s = 0; s < simulations; s++)
        {
            (Matrix x, bool[] events) = Draw(patients, random);
            sum += Array.TrueForAll(events, one => one) || !Array.Exists(events, one => one) || patients <= _parameters + 1
                ? 0
                : SlopeOf(LogisticRegression.Fit(x, events, names), random);
        }

        return sum / simulations;
    }

    /// <summary>The fewest patients with a mean slope of at least the wanted one, within 2%.</summary>
    /// <param name="slope">Wanted mean calibration slope, in (0, 1).</param>
    /// <param name="start">Where to begin, such as the formula's answer.</param>
    /// <param name="simulations">Simulations a size; each size sees the same draws first.</param>
    /// <param name="random">Source of the draws.</param>
    public int Patients(double slope, int start, int simulations, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (slope is not (> 0 and < 1))
        {
            throw new ArgumentException($"A wanted calibration slope lies in (0, 1), found {slope:G6}.", nameof(slope));
        }

        return SizeSearch.Fewest(start, n => MeanSlope(n, simulations, random.For("slope")) >= slope);
    }

    /// <summary>Independent normal predictors: the model's log odds and the true ones are jointly normal, so a sample needs two numbers a patient.</summary>
    private double SlopeOf(LogisticModel model, SeededRandom random)
    {
        if (model.Separation is not null)
        {
            return 0;
        }

        double squares = model.Coefficients.Sum(b => b * b);
        double own = Math.Sqrt(squares);
        double shared = model.Coefficients.Sum(b => b * _effect) / own;
        double rest = Math.Sqrt(Math.Max(0, (Spread * Spread) - (shared * shared)));
        double[] predicted = new double[NewPatients];
        bool[] events = new bool[NewPatients];
        for (int i = 0; i < NewPatients; i++)
        {
            double z = random.NextNormal();
            predicted[i] = model.Intercept + (own * z);
            events[i] = random.NextDouble() < LogisticFunction.Probability(_intercept + (shared * z) + (rest * random.NextNormal()));
        }

        LogisticModel line = LogisticRegression.Fit(Matrix.FromColumns(predicted), events, ["predicted log odds"]);
        return line.Separation is null ? line.Coefficients[0] : 0;
    }

    private (Matrix X, bool[] Events) Draw(int patients, SeededRandom random)
    {
        double[] values = new double[patients * _parameters];
        bool[] events = new bool[patients];
        for (int i = 0; i < patients; i++)
        {
            double logOdds = _intercept;
            for (int j = 0; j < _parameters; j++)
            {
                double value = random.NextNormal();
                values[(j * patients) + i] = value;
                logOdds += _effect * value;
            }

            events[i] = random.NextDouble() < LogisticFunction.Probability(logOdds);
        }

        return (Matrix.FromColumnMajor(patients, _parameters, values), events);
    }

    private static double InterceptFor(double spread, double prevalence) =>
        RootFinder.Increasing(m => Population(m, spread).Prevalence - prevalence, -60 - (spread * spread), 60 + (spread * spread));

    /// <summary>Share of events and area when the log odds are normal, by sums over a grid.</summary>
    private static (double Prevalence, double Area) Population(double mean, double spread)
    {
        double step = 2 * Reach / Grid;
        double yes = 0;
        double no = 0;
        double pairs = 0;
        for (int i = 0; i <= Grid; i++)
        {
            double z = -Reach + (i * step);
            double weight = Math.Exp(-z * z / 2);
            double p = LogisticFunction.Probability(mean + (spread * z));
            double others = weight * (1 - p);
            pairs += weight * p * (no + (others / 2));
            no += others;
            yes += weight * p;
        }

        return (yes / (yes + no), pairs / (yes * no));
    }
}
