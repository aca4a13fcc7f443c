using System.Collections.Immutable;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Survival;

/// <summary>The scale on which an interval of survival is symmetric.</summary>
public enum SurvivalScale
{
    /// <summary>Survival itself, cut to [0, 1].</summary>
    Plain,

    /// <summary>Its logarithm, cut at 1.</summary>
    Log,

    /// <summary>The logarithm of the cumulative hazard; never leaves [0, 1].</summary>
    LogLog,
}

/// <summary>A place of a survival curve.</summary>
/// <param name="Time">A time at which someone had the event or was last seen.</param>
/// <param name="AtRisk">Subjects watched until just before.</param>
/// <param name="Events">Events at the time.</param>
/// <param name="Survival">Share without the event just after, within [0, 1].</param>
/// <param name="LogStandardError">Greenwood's standard error of log survival; infinite once survival is 0.</param>
/// <param name="CumulativeHazard">Nelson and Aalen's estimate.</param>
public sealed record SurvivalPoint(double Time, int AtRisk, int Events, double Survival, double LogStandardError, double CumulativeHazard);

/// <summary>The Kaplan-Meier estimate of survival.</summary>
/// <param name="Points">One place a distinct time, ascending.</param>
/// <remarks>Source: Kaplan and Meier 1958, J Am Stat Assoc 53:457; Greenwood's variance.</remarks>
public sealed record KaplanMeier(ImmutableArray<SurvivalPoint> Points)
{
    // Survival of one half up to rounding (as R's survival).
    private const double Half = 0.5 + 1.4901161193847656e-08;

    /// <summary>Estimates the curve.</summary>
    public static KaplanMeier Of(SurvivalOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ImmutableArray<SurvivalPoint>.Builder points = ImmutableArray.CreateBuilder<SurvivalPoint>();
        double survival = 1;
        double variance = 0;
        double hazard = 0;
        int atRisk = outcome.Count;
        for (int i = 0; i < outcome.Count;)
        {
            double time = outcome.Times[outcome.Order[i]];
            int events = 0;
            int leaving = 0;
            for (; i < outcome.Count && outcome.Times[outcome.Order[i]] == time; i++, leaving++)
            {
                events += outcome.Events[outcome.Order[i]] ? 1 : 0;
            }

            survival *= 1 - ((double)events / atRisk);
            variance += events / ((double)atRisk * (atRisk - events));
            hazard += (double)events / atRisk;
            points.Add(new SurvivalPoint(time, atRisk, events, survival, Math.Sqrt(events == 0 && double.IsNaN(variance) ? double.PositiveInfinity : variance), hazard));
            atRisk -= leaving;
        }

        return new KaplanMeier(points.ToImmutable());
    }

    /// <summary>Survival just after a time.</summary>
    public double At(double time)
    {
        double survival = 1;
        foreach (SurvivalPoint point in Points)
        {
            if (point.Time > time)
            {
                break;
            }

            survival = point.Survival;
        }

        return survival;
    }

    /// <summary>Pointwise limits, one pair a place; <see cref="double.NaN"/> where the scale has none (survival 0, or 1 on the log-log scale).</summary>
    /// <param name="scale">The scale of the interval.</param>
    /// <param name="level">Its coverage, within (0, 1).</param>
    public ImmutableArray<(double Lower, double Upper)> Limits(SurvivalScale scale, double level = 0.95)
    {
        double z = Normal.Quantile(0.5 + (level / 2));
        return [.. Points.Select(point => Limits(point, scale, z))];
    }

    /// <summary>The time at which survival falls to one half, with limits where the curve's limits do.</summary>
    /// <param name="scale">The scale of the interval.</param>
    /// <param name="level">Its coverage, within (0, 1).</param>
    /// <returns><see cref="double.NaN"/> where the curve or its limit never falls so far.</returns>
    public (double Median, double Lower, double Upper) Median(SurvivalScale scale, double level = 0.95)
    {
        ImmutableArray<(double Lower, double Upper)> limits = Limits(scale, level);
        return (
            FirstAtHalf([.. Points.Select(point => point.Survival)]),
            FirstAtHalf([.. limits.Select(limit => limit.Lower)]),
            FirstAtHalf([.. limits.Select(limit => limit.Upper)]));
    }

    /// <summary>The mean time without the event up to a bound, and its standard error.</summary>
    /// <param name="bound">The bound, at least 0.</param>
    public (double Mean, double StandardError) RestrictedMean(double bound)
    {
        List<double> areas = [];
        List<double> hazards = [];
        double before = 0;
        double survival = 1;
        foreach (SurvivalPoint point in Points.Where(point => point.Time <= bound))
        {
            areas.Add((point.Time - before) * survival);
            hazards.Add(point.AtRisk == point.Events ? 0 : point.Events / ((double)point.AtRisk * (point.AtRisk - point.Events)));
            (before, survival) = (point.Time, point.Survival);
        }

        areas.Add((bound - before) * survival);
        double variance = 0;
        double beyond = 0;
        for (int i = hazards.Count - 1; i >= 0; i--)
        {
            beyond += areas[i + 1];
            variance += beyond * beyond * hazards[i];
        }

        return (areas.Sum(), Math.Sqrt(variance));
    }

    private static (double Lower, double Upper) Limits(SurvivalPoint point, SurvivalScale scale, double z)
    {
        double s = point.Survival;
        double error = z * point.LogStandardError;
        if (s == 0)
        {
            return (double.NaN, double.NaN);
        }

        switch (scale)
        {
            case SurvivalScale.Plain:
                return (Math.Max(0, s - (error * s)), Math.Min(1, s + (error * s)));
            case SurvivalScale.Log:
                return (s * Math.Exp(-error), Math.Min(1, s * Math.Exp(error)));
            default:
                double log = Math.Log(s);
                return s == 1 ? (double.NaN, double.NaN) : (Math.Exp(log * Math.Exp(-error / log)), Math.Exp(log * Math.Exp(error / log)));
        }
    }

    private double FirstAtHalf(double[] curve)
    {
        int first = Array.FindIndex(curve, value => value < Half);
        if (first < 0)
        {
            return double.NaN;
        }

        // A flat stretch at exactly one half has its middle as median.
        int below = Math.Abs(curve[first] - 0.5) < Half - 0.5 ? Array.FindIndex(curve, value => value < curve[first]) : -1;
        return below < 0 ? Points[first].Time : (Points[first].Time + Points[below].Time) / 2;
    }
}
