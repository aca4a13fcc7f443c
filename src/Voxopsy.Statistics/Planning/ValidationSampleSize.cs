using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Planning;

/// <summary>Fewest patients to validate a prediction model of a binary outcome.</summary>
/// <param name="ForObservedOverExpected">Patients for the ratio of observed to expected events, not rounded.</param>
/// <param name="ForArea">Patients for the area under the ROC curve, not rounded.</param>
/// <param name="ForSlope">Patients for the calibration slope, not rounded.</param>
/// <param name="Patients">The largest of the three, each rounded up.</param>
/// <remarks>
/// Source: Riley 2021 (Statistics in Medicine 40:4230): ln(O/E) has variance (1 − φ) / (n φ); the area Newcombe's variance of 2006; the slope
/// the information of a well calibrated model, whose linear predictor is taken as normal with the mean and spread that give φ and the area.
/// </remarks>
public sealed record ValidationSampleSize(double ForObservedOverExpected, double ForArea, double ForSlope, int Patients)
{
    private const int Nodes = 400;
    private const double Reach = 8;

    /// <summary>Computes the three criteria.</summary>
    /// <param name="prevalence">Expected share of events, in (0, 1).</param>
    /// <param name="area">Expected area under the ROC curve, in (0.5, 1).</param>
    /// <param name="ratioError">Wanted standard error of ln(O/E); 0.102 gives an interval of 0.82 to 1.22.</param>
    /// <param name="areaError">Wanted standard error of the area; 0.0255 gives ± 0.05.</param>
    /// <param name="slopeError">Wanted standard error of the slope; 0.102 gives ± 0.2.</param>
    /// <exception cref="ArgumentException">A number lies outside its range.</exception>
    public static ValidationSampleSize Binary(
        double prevalence, double area, double ratioError = 0.102, double areaError = 0.0255, double slopeError = 0.102)
    {
        if (!(prevalence is > 0 and < 1 && area is > 0.5 and < 1))
        {
            throw new ArgumentException(
                $"A validation needs a share of events in (0, 1) and an area in (0.5, 1), found {prevalence:G6} and {area:G6}.", nameof(prevalence));
        }

        double ratio = (1 - prevalence) / (prevalence * ratioError * ratioError);
        double forArea = RootFinder.Increasing(n => areaError - NewcombeError(area, prevalence, n), 10, 1e9);
        double slope = 1 / (SlopeInformation(prevalence, area) * slopeError * slopeError);
        double largest = Math.Max(Math.Ceiling(ratio), Math.Max(Math.Ceiling(forArea), Math.Ceiling(slope)));
        return new ValidationSampleSize(ratio, forArea, slope, (int)Math.Min(int.MaxValue, largest));
    }

    private static double NewcombeError(double area, double prevalence, double n)
    {
        double half = (n / 2) - 1;
        double above = area * (1 - area) * (1 + (half * (1 - area) / (2 - area)) + (half * area / (1 + area)));
        return Math.Sqrt(above / (n * n * prevalence * (1 - prevalence)));
    }

    /// <summary>Information about the slope in one patient, of a logistic line through the linear predictor.</summary>
    private static double SlopeInformation(double prevalence, double area)
    {
        double spread = RootFinder.Increasing(s => AreaOf(s, prevalence) - area, 0.05, 8);
        double mean = MeanFor(spread, prevalence);
        double weight = Over(mean, spread, (_, p) => p * (1 - p));
        double first = Over(mean, spread, (x, p) => x * p * (1 - p));
        double second = Over(mean, spread, (x, p) => x * x * p * (1 - p));
        return second - (first * first / weight);
    }

    private static double MeanFor(double spread, double prevalence) =>
        RootFinder.Increasing(mean => Over(mean, spread, (_, p) => p) - prevalence, -60, 60);

    /// <summary>The area of a calibrated model with a normal linear predictor: P(predictor of an event above that of a non-event).</summary>
    private static double AreaOf(double spread, double prevalence)
    {
        double mean = MeanFor(spread, prevalence);
        double below = 0;
        double wins = 0;
        for (int i = 0; i < Nodes; i++)
        {
            double z = At(i);
            double p = 1 / (1 + Math.Exp(-(mean + (spread * z))));
            double mass = Normal.Density(z) * (2 * Reach / Nodes);
            wins += mass * p * (below + (0.5 * mass * (1 - p)));
            below += mass * (1 - p);
        }

        return wins / (prevalence * (1 - prevalence));
    }

    private static double Over(double mean, double spread, Func<double, double, double> function)
    {
        double sum = 0;
        for (int i = 0; i < Nodes; i++)
        {
            double x = mean + (spread * At(i));
            sum += Normal.Density(At(i)) * function(x, 1 / (1 + Math.Exp(-x)));
        }

        return sum * (2 * Reach / Nodes);
    }

    private static double At(int node) => -Reach + (2 * Reach * (node + 0.5) / Nodes);
}
