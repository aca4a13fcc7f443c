namespace Voxopsy.Statistics.Numerics.Optimization;

/// <summary>Minimizes a smooth function of a few numbers by BFGS, with the steps and stopping rule of scipy's <c>fmin_bfgs</c>.</summary>
/// <remarks>Source: Nocedal and Wright 2006, algorithm 6.1. It stops where no part of the gradient exceeds 1e-5: for numbers that must agree with others' software.</remarks>
internal static class QuasiNewton
{
    private const double GradientTolerance = 1e-5;

    /// <summary>Walks downhill from a place; the place becomes the answer, the best one seen when a line search fails.</summary>
    internal static void Minimize(Slope slope, double[] place)
    {
        int size = place.Length;
        double[] gradient = new double[size];
        double[] nextGradient = new double[size];
        double[] direction = new double[size];
        double[] trial = new double[size];
        double[] move = new double[size];
        double[] change = new double[size];
        double[] inverse = new double[size * size];
        for (int j = 0; j < size; j++)
        {
            inverse[(j * size) + j] = 1;
        }

        double value = slope(place, gradient);
        double before = value + (Math.Sqrt(VectorMath.Dot(gradient, gradient)) / 2);
        for (int step = 0; step < 200 * size && gradient.Max(Math.Abs) > GradientTolerance; step++)
        {
            for (int i = 0; i < size; i++)
            {
                direction[i] = -VectorMath.Dot(inverse.AsSpan(i * size, size), gradient);
            }

            double fall = VectorMath.Dot(gradient, direction);
            double first = Math.Min(1, 1.01 * 2 * (value - before) / fall);
            first = first < 0 ? 1 : first;
            double next = value;
            (double Value, double Slope) Along(double length)
            {
                for (int j = 0; j < size; j++)
                {
                    trial[j] = place[j] + (length * direction[j]);
                }

                next = slope(trial, nextGradient);
                return (next, VectorMath.Dot(nextGradient, direction));
            }

            double taken = Step(Along, (value, fall), first);
            if (double.IsNaN(taken))
            {
                return;
            }

            Along(taken);
            (before, value) = (value, next);
            for (int j = 0; j < size; j++)
            {
                move[j] = taken * direction[j];
                change[j] = nextGradient[j] - gradient[j];
                place[j] += move[j];
            }

            nextGradient.CopyTo(gradient, 0);
            Update(inverse, move, change);
        }
    }

    /// <summary>The step along a line: by the quick search, by the careful one where that fails, NaN where both do.</summary>
    private static double Step(Func<double, (double Value, double Slope)> along, (double Value, double Slope) start, double first)
    {
        LineSearch search = new(start, first, (1e-4, 0.9, 1e-14), (1e-100, 1e100));
        LineSearch.Ending ending = LineSearch.Ending.GoesOn;
        for (int tried = 0; tried < 100 && ending == LineSearch.Ending.GoesOn; tried++)
        {
            (double value, double slope) = along(search.Step);
            ending = search.Take(value, slope);
        }

        return ending == LineSearch.Ending.Found ? search.Step : new ZoomSearch(along, start).Find(first);
    }

    /// <summary>H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ.</summary>
    private static void Update(double[] inverse, double[] move, double[] change)
    {
        int size = move.Length;
        double product = VectorMath.Dot(change, move);
        double rho = product == 0 ? 1000 : 1 / product;
        double[] turned = new double[size];
        for (int i = 0; i < size; i++)
        {
            turned[i] = VectorMath.Dot(inverse.AsSpan(i * size, size), change);
        }

        double factor = rho + (rho * rho * VectorMath.Dot(change, turned));
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                inverse[(i * size) + j] += (factor * move[i] * move[j]) - (rho * ((turned[i] * move[j]) + (move[i] * turned[j])));
            }
        }
    }
}
