using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Linear predictors of a fold's left-out rows at every penalty of the full path.</summary>
internal sealed class FoldPredictions
{
    private readonly LassoPath _fold;
    private readonly LassoPath _full;
    private readonly Matrix _predictors;

    internal FoldPredictions(LassoPath fold, LassoPath full, Matrix predictors, int[] rows)
    {
        Rows = rows;
        _fold = fold;
        _full = full;
        _predictors = predictors;
        Values = ValuesOf(predictors.SelectRows(rows));
    }

    /// <summary>Gets the rows left out.</summary>
    internal int[] Rows { get; }

    /// <summary>Gets the linear predictors: one array a penalty, one number a left-out row.</summary>
    internal double[][] Values { get; }

    /// <summary>The linear predictors of every row, left out or not.</summary>
    internal double[][] OfAllRows() => ValuesOf(_predictors);

    private double[][] ValuesOf(Matrix rows)
    {
        double[][] atOwn = new double[_fold.Lambdas.Length][];
        double[][] values = new double[_full.Lambdas.Length][];
        for (int k = 0; k < values.Length; k++)
        {
            (int left, int right, double share) = _fold.Locate(_full.Lambdas[k]);
            double[] a = atOwn[left] ??= _fold.LinearPredictor(left, rows);
            double[] b = atOwn[right] ??= _fold.LinearPredictor(right, rows);
            values[k] = share == 1 ? a : [.. a.Zip(b, (x, y) => (share * x) + ((1 - share) * y))];
        }

        return values;
    }
}
