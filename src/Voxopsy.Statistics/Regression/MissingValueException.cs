namespace Voxopsy.Statistics.Regression;

/// <summary>A column holds a missing or infinite value; fitting never guesses one.</summary>
public sealed class MissingValueException : UnfittableModelException
{
    /// <summary>Names the column and the row.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="row">The row, counted from 0.</param>
    /// <param name="value">What was found.</param>
    public MissingValueException(string column, int row, double value)
        : base(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"Column '{column}' holds {value} in row {row}, and a model needs a finite number there; impute it in training or leave the row out."))
    {
        Column = column;
        Row = row;
    }

    /// <summary>Gets the column's name.</summary>
    public string Column { get; }

    /// <summary>Gets the row, counted from 0.</summary>
    public int Row { get; }
}
