namespace Voxopsy.Statistics.Numerics.Optimization;

/// <summary>Minimizes a smooth function of many numbers by L-BFGS, with the steps and stopping rules of scipy's <c>L-BFGS-B</c> without bounds.</summary>
/// <remarks>
/// Source: Liu and Nocedal 1989, Math Program 45:503; line search and rules of L-BFGS-B 3.0 (Morales and Nocedal 2011). It stops where the value falls by
/// less than 2.2e-9 of itself, which can be four digits short of the minimum: for numbers that must agree with others' software, not for the minimum.
/// </remarks>
internal static class LimitedMemoryBfgs
{
    private const int Memory = 10;
    private const int MostSearches = 20;
    private const double Epsilon = 2.220446049250313e-16;
    private const double SmallestFall = 2.220446049250313e-9;

    /// <summary>Walks downhill from a place; the place becomes the answer.</summary>
    /// <param name="slope">The function.</param>
    /// <param name="place">Where to start.</param>
    /// <param name="gradientTolerance">The largest part of the gradient at which it stops.</param>
    /// <param name="mostSteps">When it stops in any case.</param>
    /// <returns>Whether one of the stopping rules was met.</returns>
    internal static bool Minimize(Slope slope, double[] place, double gradientTolerance, int mostSteps)
    {
        int size = place.Length;
        double[] gradient = new double[size];
        double[] direction = new double[size];
        double[] start = new double[size];
        double[] startGradient = new double[size];
        List<(double[] Move, double[] Change, double Product)> memory = [];
        double theta = 1;
        double value = slope(place, gradient);
        for (int step = 0; step < mostSteps; step++)
        {
            if (Largest(gradient) <= gradientTolerance)
            {
                return true;
            }

            Descend(gradient, memory, theta, direction);
            place.CopyTo(start, 0);
            gradient.CopyTo(startGradient, 0);
            double before = value;
            double fall = VectorMath.Dot(startGradient, direction);
            double length = Math.Sqrt(VectorMath.Dot(direction, direction));
            LineSearch search = new((value, fall), step == 0 ? Math.Min(1 / length, 1e10) : 1, (1e-3, 0.9, 0.1), (0, 1e10));
            LineSearch.Ending ending = fall < 0 ? LineSearch.Ending.GoesOn : LineSearch.Ending.Failed;
            double along = fall;
            for (int tried = 0; ending == LineSearch.Ending.GoesOn; tried++)
            {
                if (tried == MostSearches)
                {
                    ending = LineSearch.Ending.Failed;
                    break;
                }

                for (int j = 0; j < size; j++)
                {
                    place[j] = start[j] + (search.Step * direction[j]);
                }

                value = slope(place, gradient);
                along = VectorMath.Dot(gradient, direction);
                ending = search.Take(value, along);
            }

            if (ending == LineSearch.Ending.Failed)
            {
                start.CopyTo(place, 0);
                startGradient.CopyTo(gradient, 0);
                value = before;
                if (memory.Count == 0)
                {
                    return false;
                }

                memory.Clear();
                theta = 1;
                continue;
            }

            if (Largest(gradient) <= gradientTolerance
                || before - value <= SmallestFall * Math.Max(1, Math.Max(Math.Abs(before), Math.Abs(value))))
            {
                return true;
            }

            double[] change = new double[size];
            double[] move = new double[size];
            for (int j = 0; j < size; j++)
            {
                change[j] = gradient[j] - startGradient[j];
                move[j] = search.Step * direction[j];
            }

            double product = (along - fall) * search.Step;
            if (product > Epsilon * -fall * search.Step)
            {
                if (memory.Count == Memory)
                {
                    memory.RemoveAt(0);
                }

                memory.Add((move, change, product));
                theta = VectorMath.Dot(change, change) / product;
            }
        }

        return false;
    }

    /// <summary>Minus the inverse Hessian of the memory times the gradient, by the two loops of Nocedal 1980.</summary>
    private static void Descend(double[] gradient, List<(double[] Move, double[] Change, double Product)> memory, double theta, double[] direction)
    {
        double[] shares = new double[memory.Count];
        for (int j = 0; j < direction.Length; j++)
        {
            direction[j] = -gradient[j];
        }

        for (int k = memory.Count - 1; k >= 0; k--)
        {
            shares[k] = VectorMath.Dot(memory[k].Move, direction) / memory[k].Product;
            VectorMath.AddScaled(-shares[k], memory[k].Change, direction);
        }

        for (int j = 0; j < direction.Length; j++)
        {
            direction[j] /= theta;
        }

        for (int k = 0; k < memory.Count; k++)
        {
            double back = VectorMath.Dot(memory[k].Change, direction) / memory[k].Product;
            VectorMath.AddScaled(shares[k] - back, memory[k].Move, direction);
        }
    }

    private static double Largest(double[] values) => values.Max(Math.Abs);
}
