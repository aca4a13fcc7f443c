namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>The slope of the loss along each column, and for how long each stays known well enough.</summary>
internal sealed class SlopeBook
{
    private readonly PathDesign _design;
    private readonly double[] _slope;
    private readonly double[] _reference;
    private readonly double[] _residual;

    /// <summary>Starts a book that writes into an array of slopes.</summary>
    internal SlopeBook(PathDesign design, double[] slope)
    {
        _design = design;
        _slope = slope;
        _reference = new double[slope.Length];
        _residual = new double[design.RowCount * design.BlockCount];
    }

    /// <summary>Reads every column.</summary>
    internal void Refresh(ReadOnlySpan<double> residual)
    {
        Read(residual, [.. Enumerable.Range(0, _design.Count)]);
        _slope.CopyTo(_reference, 0);
        residual.CopyTo(_residual);
    }

    /// <summary>Reads some columns.</summary>
    internal void Read(ReadOnlySpan<double> residual, List<int> columns)
    {
        double[] values = new double[columns.Count];
        _design.Dot(columns, columns.Count, residual, values);
        for (int k = 0; k < values.Length; k++)
        {
            _slope[columns[k]] = values[k];
        }
    }

    /// <summary>Reads the columns whose slope could reach their bound; the others' slopes changed too little since the last full reading.</summary>
    internal List<int> ReadPossible(ReadOnlySpan<double> residual, Func<int, double> bound)
    {
        double squares = 0;
        for (int i = 0; i < _residual.Length; i++)
        {
            double change = residual[i] - _residual[i];
            squares += change * change;
        }

        double distance = Math.Sqrt(squares);
        List<int> possible = [];
        for (int j = 0; j < _design.Count; j++)
        {
            double limit = bound(j);
            if (double.IsFinite(limit) && Math.Abs(_reference[j]) + (distance * _design.Norms[j]) >= limit)
            {
                possible.Add(j);
            }
        }

        if (possible.Count > _design.Count / 3)
        {
            Refresh(residual);
        }
        else
        {
            Read(residual, possible);
        }

        return possible;
    }
}
