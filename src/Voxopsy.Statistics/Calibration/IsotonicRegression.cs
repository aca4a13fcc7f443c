namespace Voxopsy.Statistics.Calibration;

/// <summary>The non-decreasing curve closest to the outcomes: a recalibration that only trusts the order of predictions.</summary>
/// <remarks>Pool adjacent violators (Ayer 1955, Ann Math Stat 26:641).</remarks>
public static class IsotonicRegression
{
    /// <summary>Fits values in the order given.</summary>
    /// <param name="values">Outcomes in ascending order of the predictor.</param>
    /// <param name="weights">How much each counts; empty for once each.</param>
    /// <returns>One fitted value each, non-decreasing.</returns>
    public static double[] Fit(ReadOnlySpan<double> values, ReadOnlySpan<double> weights = default)
    {
        double[] mean = new double[values.Length];
        double[] weight = new double[values.Length];
        int[] length = new int[values.Length];
        int blocks = 0;
        for (int i = 0; i < values.Length; i++)
        {
            (mean[blocks], weight[blocks], length[blocks]) = (values[i], weights.IsEmpty ? 1 : weights[i], 1);
            blocks++;
            while (blocks > 1 && mean[blocks - 2] >= mean[blocks - 1])
            {
                double total = weight[blocks - 2] + weight[blocks - 1];
                mean[blocks - 2] = ((mean[blocks - 2] * weight[blocks - 2]) + (mean[blocks - 1] * weight[blocks - 1])) / total;
                weight[blocks - 2] = total;
                length[blocks - 2] += length[blocks - 1];
                blocks--;
            }
        }

        double[] fitted = new double[values.Length];
        int at = 0;
        for (int b = 0; b < blocks; b++)
        {
            fitted.AsSpan(at, length[b]).Fill(mean[b]);
            at += length[b];
        }

        return fitted;
    }
}
