using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Tests.Oracles;

/// <summary>Columns of an input that are the same but for scale and sign: the lasso may share their coefficient in any way, only the sum is determined.</summary>
internal sealed class RepeatedColumns
{
    private readonly int[] _firstOf;
    private readonly double[] _sign;

    private RepeatedColumns(double[] deviations, int[] firstOf, double[] sign)
    {
        Deviations = deviations;
        _firstOf = firstOf;
        _sign = sign;
    }

    /// <summary>Standard deviations, divisor n.</summary>
    internal double[] Deviations { get; }

    internal static RepeatedColumns Of(Matrix predictors)
    {
        int count = predictors.ColumnCount;
        double[][] scaled = new double[count][];
        double[] deviations = new double[count];
        for (int j = 0; j < count; j++)
        {
            double[] column = predictors.Column(j).ToArray();
            double mean = VectorMath.Mean(column);
            deviations[j] = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
            scaled[j] = [.. column.Select(value => (value - mean) / deviations[j])];
        }

        int[] firstOf = [.. Enumerable.Range(0, count)];
        double[] sign = [.. Enumerable.Repeat(1.0, count)];
        for (int j = 0; j < count; j++)
        {
            for (int i = 0; i < j && firstOf[j] == j; i++)
            {
                double correlation = VectorMath.Dot(scaled[i], scaled[j]) / predictors.RowCount;
                if (firstOf[i] == i && Math.Abs(correlation) > 1 - 1e-12)
                {
                    (firstOf[j], sign[j]) = (i, Math.Sign(correlation));
                }
            }
        }

        return new RepeatedColumns(deviations, firstOf, sign);
    }

    /// <summary>Own coefficients, the sum of each group shared among its members as in the others'.</summary>
    internal double[] SharedAs(double[] theirs, double[] own)
    {
        double[] shared = [.. own];
        foreach (IGrouping<int, int> group in Enumerable.Range(0, own.Length).GroupBy(j => _firstOf[j]).Where(group => group.Count() > 1))
        {
            double surplus = group.Sum(j => _sign[j] * Deviations[j] * (own[j] - theirs[j]));
            int[] used = [.. group.Where(j => theirs[j] != 0)];
            int bearer = used.Length > 0 ? used.MaxBy(j => Math.Abs(theirs[j])) : group.Key;
            foreach (int j in group)
            {
                shared[j] = theirs[j] + (j == bearer ? surplus * _sign[j] / Deviations[j] : 0);
            }
        }

        return shared;
    }

    /// <summary>How many columns repeat one with a coefficient: as many as the others may count besides.</summary>
    internal int RepeatsOf(double[] coefficients)
    {
        HashSet<int> used = [.. Enumerable.Range(0, coefficients.Length).Where(j => coefficients[j] != 0).Select(j => _firstOf[j])];
        return Enumerable.Range(0, coefficients.Length).Count(j => _firstOf[j] != j && used.Contains(_firstOf[j]));
    }
}
