using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Numerics;

/// <summary>Confidence intervals from bootstrap replicates of an estimate.</summary>
/// <remarks>
/// Source: Efron and Tibshirani 1993; Davison and Hinkley 1997, chapter 5, whose interpolation of order statistics on the normal scale the boot
/// package uses.
/// </remarks>
public sealed class BootstrapIntervals
{
    private readonly double[] _sorted;
    private readonly double _estimate;
    private readonly Moments _moments;

    /// <summary>Takes replicates of an estimate.</summary>
    /// <param name="replicates">The estimate in each resample, at least two; no NaN.</param>
    /// <param name="estimate">The estimate in the data.</param>
    /// <exception cref="ArgumentException">Fewer than two replicates, or a NaN among them.</exception>
    public BootstrapIntervals(ReadOnlySpan<double> replicates, double estimate)
    {
        _sorted = replicates.ToArray();
        if (_sorted.Length < 2 || Array.Exists(_sorted, double.IsNaN))
        {
            throw new ArgumentException(
                $"Bootstrap intervals need at least two replicates and none that is NaN, found {_sorted.Length}; draw within strata so that every resample has both classes.",
                nameof(replicates));
        }

        _moments = Moments.Of(_sorted);
        Array.Sort(_sorted);
        _estimate = estimate;
    }

    /// <summary>Gets the mean of the replicates minus the estimate.</summary>
    public double Bias => _moments.Mean - _estimate;

    /// <summary>Gets the standard deviation of the replicates.</summary>
    public double StandardError => _moments.StandardDeviation;

    /// <summary>Gets how far the median of the replicates lies off the estimate, in normal deviates.</summary>
    public double BiasCorrection => Normal.Quantile(_sorted.Count(replicate => replicate < _estimate) / (double)_sorted.Length);

    /// <summary>Percentile interval by type 7 quantiles.</summary>
    /// <param name="level">Confidence level in (0, 1).</param>
    public Interval Percentile(double level = 0.95) =>
        new(Quantile.Type7OfSorted(_sorted, (1 - level) / 2), Quantile.Type7OfSorted(_sorted, (1 + level) / 2));

    /// <summary>Percentile interval by type 6 quantiles.</summary>
    /// <param name="level">Confidence level in (0, 1).</param>
    public Interval PercentileType6(double level = 0.95) =>
        new(Quantile.Type6OfSorted(_sorted, (1 - level) / 2), Quantile.Type6OfSorted(_sorted, (1 + level) / 2));

    /// <summary>Percentile interval by interpolation on the normal scale, as the boot package.</summary>
    /// <param name="level">Confidence level in (0, 1).</param>
    public Interval PercentileInterpolated(double level = 0.95) => new(At((1 - level) / 2), At((1 + level) / 2));

    /// <summary>Basic interval: the percentile one mirrored at the estimate.</summary>
    /// <param name="level">Confidence level in (0, 1).</param>
    public Interval Basic(double level = 0.95)
    {
        Interval percentile = PercentileInterpolated(level);
        return new Interval((2 * _estimate) - percentile.Upper, (2 * _estimate) - percentile.Lower);
    }

    /// <summary>Normal interval around the estimate less its bias.</summary>
    /// <param name="level">Confidence level in (0, 1).</param>
    public Interval NormalTheory(double level = 0.95)
    {
        double half = Normal.Quantile((1 + level) / 2) * StandardError;
        return new Interval(_estimate - Bias - half, _estimate - Bias + half);
    }

    /// <summary>Bias-corrected and accelerated interval.</summary>
    /// <param name="acceleration">From <see cref="Acceleration"/>.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <exception cref="StatisticsException">All replicates lie on one side of the estimate, so no correction can be estimated.</exception>
    public Interval Bca(double acceleration, double level = 0.95)
    {
        (double lower, double upper) = BcaProbabilities(acceleration, level);
        return new Interval(At(lower), At(upper));
    }

    /// <summary>The two probabilities that the BCa interval reads off instead of (1 ∓ level) / 2.</summary>
    /// <param name="acceleration">From <see cref="Acceleration"/>.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <exception cref="StatisticsException">All replicates lie on one side of the estimate, so no correction can be estimated.</exception>
    public (double Lower, double Upper) BcaProbabilities(double acceleration, double level = 0.95)
    {
        double correction = BiasCorrection;
        if (double.IsInfinity(correction))
        {
            throw new StatisticsException(
                $"All {_sorted.Length} replicates lie on one side of the estimate {_estimate:G6}, so a BCa interval does not exist; use the percentile interval.");
        }

        double Map(double z) => Normal.Cdf(correction + ((correction + z) / (1 - (acceleration * (correction + z)))));
        return (Map(Normal.Quantile((1 - level) / 2)), Map(Normal.Quantile((1 + level) / 2)));
    }

    /// <summary>The acceleration from the estimates with one subject left out each: Σ L³ / (6 (Σ L²)^1.5), L = mean − estimate.</summary>
    /// <param name="jackknife">One estimate a subject left out.</param>
    public static double Acceleration(ReadOnlySpan<double> jackknife)
    {
        double mean = Moments.Of(jackknife).Mean;
        double squares = 0;
        double cubes = 0;
        foreach (double estimate in jackknife)
        {
            double influence = mean - estimate;
            squares += influence * influence;
            cubes += influence * influence * influence;
        }

        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    private double At(double probability)
    {
        double place = (_sorted.Length + 1) * probability;
        int k = (int)Math.Truncate(place);
        if (k <= 0 || k >= _sorted.Length)
        {
            return _sorted[k <= 0 ? 0 : ^1];
        }

        if (k == place)
        {
            return _sorted[k - 1];
        }

        double low = Normal.Quantile(k / (_sorted.Length + 1.0));
        double high = Normal.Quantile((k + 1) / (_sorted.Length + 1.0));
        return _sorted[k - 1] + ((Normal.Quantile(probability) - low) / (high - low) * (_sorted[k] - _sorted[k - 1]));
    }
}
