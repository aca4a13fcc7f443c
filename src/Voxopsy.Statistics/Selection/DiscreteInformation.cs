using Voxopsy.Statistics.Descriptive;

namespace Voxopsy.Statistics.Selection;

/// <summary>Mutual information of columns that were cut into a few states.</summary>
internal static class DiscreteInformation
{
    private const int MostStates = 3;

    /// <summary>0 up to mean − ½ standard deviation, 2 above mean + ½ standard deviation, 1 between (Peng 2005).</summary>
    internal static byte[] ThreeStates(ReadOnlySpan<double> values)
    {
        Moments moments = Moments.Of(values);
        double low = moments.Mean - (moments.StandardDeviation / 2);
        double high = moments.Mean + (moments.StandardDeviation / 2);
        byte[] states = new byte[values.Length];
        for (int i = 0; i < states.Length; i++)
        {
            states[i] = (byte)((values[i] > low ? 1 : 0) + (values[i] > high ? 1 : 0));
        }

        return states;
    }

    /// <summary>Σ p(a, b) ln(p(a, b) / p(a) p(b)) in nats, at least 0.</summary>
    internal static double Between(byte[] a, byte[] b)
    {
        Span<int> joint = stackalloc int[MostStates * MostStates];
        joint.Clear();
        for (int i = 0; i < a.Length; i++)
        {
            joint[(a[i] * MostStates) + b[i]]++;
        }

        Span<int> first = stackalloc int[MostStates];
        Span<int> second = stackalloc int[MostStates];
        first.Clear();
        second.Clear();
        for (int cell = 0; cell < joint.Length; cell++)
        {
            first[cell / MostStates] += joint[cell];
            second[cell % MostStates] += joint[cell];
        }

        double n = a.Length;
        double sum = 0;
        for (int cell = 0; cell < joint.Length; cell++)
        {
            if (joint[cell] > 0)
            {
                double p = joint[cell] / n;
                sum += p * Math.Log(p / (first[cell / MostStates] / n * (second[cell % MostStates] / n)));
            }
        }

        return sum;
    }
}
