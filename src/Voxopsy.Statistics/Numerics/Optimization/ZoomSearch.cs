namespace Voxopsy.Statistics.Numerics.Optimization;

/// <summary>A line search that steps outwards, then zooms into the interval: slower than <see cref="LineSearch"/>, and at home with infinite values.</summary>
/// <remarks>Source: Nocedal and Wright 1999, algorithms 3.5 and 3.6, with the constants of scipy's <c>line_search_wolfe2</c>.</remarks>
internal sealed class ZoomSearch(Func<double, (double Value, double Slope)> along, (double Value, double Slope) start)
{
    private const double Fall = 1e-4;
    private const double Flat = 0.9;
    private const int MostSteps = 10;

    /// <summary>The step found; NaN when there is none.</summary>
    /// <param name="first">The first step to try.</param>
    internal double Find(double first)
    {
        double before = 0;
        (double Value, double Slope) atBefore = start;
        double step = first;
        for (int i = 0; i < MostSteps; i++)
        {
            if (step == 0)
            {
                return double.NaN;
            }

            (double Value, double Slope) here = along(step);
            if (here.Value > Line(step) || (here.Value >= atBefore.Value && i > 0))
            {
                return Zoom(before, atBefore, step, here.Value);
            }

            if (Math.Abs(here.Slope) <= -Flat * start.Slope)
            {
                return step;
            }

            if (here.Slope >= 0)
            {
                return Zoom(step, here, before, atBefore.Value);
            }

            (before, atBefore) = (step, here);
            step *= 2;
        }

        return step;
    }

    private double Line(double step) => start.Value + (Fall * step * start.Slope);

    private double Zoom(double low, (double Value, double Slope) atLow, double high, double valueHigh)
    {
        double last = 0;
        double valueLast = start.Value;
        for (int i = 0; i <= MostSteps; i++)
        {
            double width = high - low;
            double a = Math.Min(low, high);
            double b = Math.Max(low, high);
            double step = i == 0 ? double.NaN : Cubic(low, atLow, high, valueHigh, last, valueLast);
            if (double.IsNaN(step) || step > b - (0.2 * width) || step < a + (0.2 * width))
            {
                step = Quadratic(low, atLow, high, valueHigh);
                if (double.IsNaN(step) || step > b - (0.1 * width) || step < a + (0.1 * width))
                {
                    step = low + (0.5 * width);
                }
            }

            (double Value, double Slope) here = along(step);
            if (here.Value > Line(step) || here.Value >= atLow.Value)
            {
                (last, valueLast, high, valueHigh) = (high, valueHigh, step, here.Value);
                continue;
            }

            if (Math.Abs(here.Slope) <= -Flat * start.Slope)
            {
                return step;
            }

            if (here.Slope * (high - low) >= 0)
            {
                (last, valueLast, high, valueHigh) = (high, valueHigh, low, atLow.Value);
            }
            else
            {
                (last, valueLast) = (low, atLow.Value);
            }

            (low, atLow) = (step, here);
        }

        return double.NaN;
    }

    /// <summary>The minimum of the cubic through three points with the slope at the first; NaN when there is none.</summary>
    private static double Cubic(double a, (double Value, double Slope) atA, double b, double valueB, double c, double valueC)
    {
        double db = b - a;
        double dc = c - a;
        double denominator = db * dc * (db * dc) * (db - dc);
        double restB = valueB - atA.Value - (atA.Slope * db);
        double restC = valueC - atA.Value - (atA.Slope * dc);
        double third = ((dc * dc * restB) - (db * db * restC)) / denominator;
        double second = ((-dc * dc * dc * restB) + (db * db * db * restC)) / denominator;
        double place = a + ((-second + Math.Sqrt((second * second) - (3 * third * atA.Slope))) / (3 * third));
        return double.IsFinite(place) ? place : double.NaN;
    }

    /// <summary>The minimum of the parabola through two points with the slope at the first; NaN when there is none.</summary>
    private static double Quadratic(double a, (double Value, double Slope) atA, double b, double valueB)
    {
        double db = b - a;
        double place = a - (atA.Slope / (2 * ((valueB - atA.Value - (atA.Slope * db)) / (db * db))));
        return double.IsFinite(place) ? place : double.NaN;
    }
}
