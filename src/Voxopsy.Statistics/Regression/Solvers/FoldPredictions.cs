using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Linear predictors of a fold's left-out rows at every penalty of the full path.</summary>
internal sealed class FoldPredictions
{
    internal FoldPredictions(LassoPath fold, LassoPath full, Matrix predictors, int[] rows)
    {
        Rows = rows;
        Fold = fold;
        Full = full;
        Matrix own = predictors.SelectRows(rows);
        double[][] atOwn = new double[fold.Lambdas.Length][];
        Values = new double[full.Lambdas.Length][];
        for (int k = 0; k < Values.Length; k++)
        {
            (int left, int right, double share) = fold.Locate(full.Lambdas[k]);
            double[] a = atOwn[left] ??= fold.LinearPredictor(left, own);
            double[] b = atOwn[right] ??= fold.LinearPredictor(right, own);
            Values[k] = share == 1 ? a : [.. a.Zip(b, (x, y) => (share * x) + ((1 - share) * y))];
        }
    }

    internal LassoPath Fold { get; }

    internal LassoPath Full { get; }

    /// <summary>Gets the rows left out.</summary>
    internal int[] Rows { get; }

    /// <summary>Gets the linear predictors: one array a penalty, one number a left-out row.</summary>
    internal double[][] Values { get; }
}
