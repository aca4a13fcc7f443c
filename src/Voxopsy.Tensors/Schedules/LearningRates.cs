namespace Voxopsy.Tensors.Schedules;

/// <summary>Learning rates by the number of the epoch or step, counted from 0. Each is a function of the number alone, so a resumed run follows the same path.</summary>
public static class LearningRates
{
    /// <summary>The same rate throughout.</summary>
    public static Func<long, double> Constant(double rate) => _ => rate;

    /// <summary>Half a cosine from the first rate to the least (Loshchilov and Hutter 2017); it goes on beyond its length.</summary>
    /// <param name="rate">At 0.</param>
    /// <param name="length">Steps to the least rate.</param>
    /// <param name="least">At the length.</param>
    public static Func<long, double> Cosine(double rate, long length, double least = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return step => least + ((rate - least) * (1 + Math.Cos(Math.PI * step / length)) / 2);
    }

    /// <summary>Cosines that start again, each longer than the last by a factor.</summary>
    /// <param name="rate">At each start.</param>
    /// <param name="length">Of the first cosine.</param>
    /// <param name="growth">From one to the next; at least 1.</param>
    /// <param name="least">At each end.</param>
    public static Func<long, double> CosineRestarts(double rate, long length, int growth = 1, double least = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(growth, 1);
        return step =>
        {
            long period = length;
            while (step >= period)
            {
                step -= period;
                period *= growth;
            }

            return least + ((rate - least) * (1 + Math.Cos(Math.PI * step / period)) / 2);
        };
    }

    /// <summary>Times a factor after every so many steps.</summary>
    public static Func<long, double> Steps(double rate, long every, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        return step => rate * Math.Pow(factor, step / every);
    }

    /// <summary>Times a factor at each of some steps.</summary>
    public static Func<long, double> Milestones(double rate, IReadOnlyList<long> at, double factor)
    {
        ArgumentNullException.ThrowIfNull(at);
        return step => rate * Math.Pow(factor, at.Count(milestone => step >= milestone));
    }

    /// <summary>Times a factor after every step.</summary>
    public static Func<long, double> Exponential(double rate, double factor) => step => rate * Math.Pow(factor, step);

    /// <summary>(1 - step / length) to a power, as nnU-Net trains; 0 from the length on.</summary>
    public static Func<long, double> Poly(double rate, long length, double power = 0.9)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return step => rate * Math.Pow(Math.Max(0, 1 - ((double)step / length)), power);
    }

    /// <summary>A straight line up over the first steps, then another schedule that begins at 0.</summary>
    /// <param name="rate">Reached by the last step of the warm-up; its step i has (i + 1) / length of it.</param>
    /// <param name="length">Steps of the warm-up.</param>
    /// <param name="then">The schedule behind.</param>
    public static Func<long, double> WarmUp(double rate, long length, Func<long, double> then)
    {
        ArgumentNullException.ThrowIfNull(then);
        return step => step < length ? rate * (step + 1) / length : then(step - length);
    }

    /// <summary>Up by a cosine to the largest rate, then down by a cosine to almost nothing (Smith and Topin 2019).</summary>
    /// <param name="largest">The largest rate.</param>
    /// <param name="length">All steps.</param>
    /// <param name="rising">The share of steps that rises.</param>
    /// <param name="startDivisor">largest / first rate.</param>
    /// <param name="endDivisor">first / last rate.</param>
    public static Func<long, double> OneCycle(double largest, long length, double rising = 0.3, double startDivisor = 25, double endDivisor = 1e4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        double first = largest / startDivisor;
        double last = first / endDivisor;
        double top = (rising * length) - 1;
        double end = length - 1;
        return step => step <= top ? Between(first, largest, step / top) : Between(largest, last, Math.Min(1, (step - top) / (end - top)));
    }

    private static double Between(double from, double to, double share) => to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * share)));
}
