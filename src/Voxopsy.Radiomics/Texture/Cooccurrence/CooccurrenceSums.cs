namespace Voxopsy.Radiomics.Texture.Cooccurrence;

/// <summary>Everything that the features of a co-occurrence matrix need, gathered in two passes over its elements.</summary>
/// <remarks>Levels count from 1. Sums and differences of levels have their own distributions, p₊ and p₋ (IBSI reference manual, 3.6).</remarks>
internal sealed class CooccurrenceSums
{
    // The smallest step above 1; PyRadiomics adds it inside logarithms, and the values of IBSI do not see it.
    internal const double Epsilon = 2.220446049250313E-16;

    internal CooccurrenceSums(CooccurrenceMatrix matrix)
    {
        Levels = matrix.Levels;
        RowShares = new double[Levels];
        ColumnShares = new double[Levels];
        DifferenceShares = new double[Levels];
        SumShares = new double[(2 * Levels) - 1];
        First(matrix);
        Second(matrix);
    }

    internal int Levels { get; }

    internal double[] RowShares { get; }

    internal double[] ColumnShares { get; }

    /// <summary>Gets the shares of |i − j| = k, by k.</summary>
    internal double[] DifferenceShares { get; }

    /// <summary>Gets the shares of i + j = k, by k − 2.</summary>
    internal double[] SumShares { get; }

    internal double Energy { get; private set; }

    internal double Entropy { get; private set; }

    internal double Maximum { get; private set; }

    internal double Autocorrelation { get; private set; }

    internal double RowMean { get; private set; }

    internal double ColumnMean { get; private set; }

    internal double RowVariance { get; private set; }

    internal double ColumnVariance { get; private set; }

    internal double Covariance { get; private set; }

    internal double ClusterTendency { get; private set; }

    internal double ClusterShade { get; private set; }

    internal double ClusterProminence { get; private set; }

    /// <summary>Gets −Σ p log₂(pₓ p_y).</summary>
    internal double CrossEntropy { get; private set; }

    internal static double EntropyOf(ReadOnlySpan<double> shares)
    {
        double entropy = 0;
        foreach (double share in shares)
        {
            if (share > 0)
            {
                entropy -= share * Math.Log2(share + Epsilon);
            }
        }

        return entropy;
    }

    /// <summary>−Σ pₓ p_y log₂(pₓ p_y) over all pairs of levels.</summary>
    internal double IndependentEntropy()
    {
        double entropy = 0;
        foreach (double row in RowShares)
        {
            if (row == 0)
            {
                continue;
            }

            foreach (double column in ColumnShares)
            {
                if (column > 0)
                {
                    double share = row * column;
                    entropy -= share * Math.Log2(share + Epsilon);
                }
            }
        }

        return entropy;
    }

    private void First(CooccurrenceMatrix matrix)
    {
        double total = matrix.Total;
        for (int i = 0; i < Levels; i++)
        {
            ReadOnlySpan<double> row = matrix.Weights.Slice(i * Levels, Levels);
            double inRow = 0, weighted = 0;
            for (int j = 0; j < row.Length; j++)
            {
                double share = row[j];
                if (share == 0)
                {
                    continue;
                }

                share /= total;
                inRow += share;
                weighted += share * (j + 1);
                ColumnShares[j] += share;
                DifferenceShares[Math.Abs(i - j)] += share;
                SumShares[i + j] += share;
                Energy += share * share;
                Entropy -= share * Math.Log2(share + Epsilon);
                Maximum = Math.Max(Maximum, share);
            }

            RowShares[i] = inRow;
            RowMean += inRow * (i + 1);
            ColumnMean += weighted;
            Autocorrelation += weighted * (i + 1);
        }
    }

    private void Second(CooccurrenceMatrix matrix)
    {
        for (int i = 0; i < Levels; i++)
        {
            RowVariance += RowShares[i] * (i + 1 - RowMean) * (i + 1 - RowMean);
            ColumnVariance += ColumnShares[i] * (i + 1 - ColumnMean) * (i + 1 - ColumnMean);
        }

        for (int k = 0; k < SumShares.Length; k++)
        {
            double apart = k + 2 - RowMean - ColumnMean;
            double squared = apart * apart;
            ClusterTendency += SumShares[k] * squared;
            ClusterShade += SumShares[k] * squared * apart;
            ClusterProminence += SumShares[k] * squared * squared;
        }

        double total = matrix.Total;
        for (int i = 0; i < Levels; i++)
        {
            ReadOnlySpan<double> row = matrix.Weights.Slice(i * Levels, Levels);
            for (int j = 0; j < row.Length; j++)
            {
                if (row[j] > 0)
                {
                    double share = row[j] / total;
                    Covariance += share * (i + 1 - RowMean) * (j + 1 - ColumnMean);
                    CrossEntropy -= share * Math.Log2((RowShares[i] * ColumnShares[j]) + Epsilon);
                }
            }
        }
    }
}
