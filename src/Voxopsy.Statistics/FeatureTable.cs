using System.Collections.Immutable;

namespace Voxopsy.Statistics;

/// <summary>Numbers of subjects: named columns × rows, stored by column and never changed.</summary>
/// <remarks>A missing value is <see cref="double.NaN"/>. Several rows may belong to one subject (several lesions of a patient).</remarks>
public sealed class FeatureTable
{
    private readonly ImmutableArray<double[]> _columns;
    private readonly Dictionary<FeatureId, int> _positions;

    /// <summary>Makes a table from columns; the arrays become the table's own and must not be written to afterwards.</summary>
    /// <param name="subjects">One name a row; a name may repeat.</param>
    /// <param name="features">One name a column, no name twice.</param>
    /// <param name="columns">One array a feature, as long as <paramref name="subjects"/>.</param>
    /// <exception cref="ArgumentException">The numbers of names and columns differ, a column has another length, or a name repeats.</exception>
    public FeatureTable(ImmutableArray<string> subjects, ImmutableArray<FeatureId> features, IEnumerable<double[]> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
        if (_columns.Length != features.Length)
        {
            throw new ArgumentException($"A table of {features.Length} feature names needs as many columns, found {_columns.Length}.", nameof(columns));
        }

        _positions = new Dictionary<FeatureId, int>(features.Length);
        for (int i = 0; i < features.Length; i++)
        {
            if (_columns[i].Length != subjects.Length)
            {
                throw new ArgumentException(
                    $"Column '{features[i]}' has {_columns[i].Length} values, but the table has {subjects.Length} rows.", nameof(columns));
            }

            if (!_positions.TryAdd(features[i], i))
            {
                throw new ArgumentException($"Feature '{features[i]}' occurs twice; each column needs its own name.", nameof(features));
            }
        }

        Subjects = subjects;
        Features = features;
    }

    /// <summary>Gets the subject of each row.</summary>
    public ImmutableArray<string> Subjects { get; }

    /// <summary>Gets the name of each column.</summary>
    public ImmutableArray<FeatureId> Features { get; }

    /// <summary>Gets the number of rows.</summary>
    public int RowCount => Subjects.Length;

    /// <summary>The values of a column, one a row.</summary>
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    public ReadOnlySpan<double> this[FeatureId feature] => _columns[PositionOf(feature)];

    /// <summary>The values of the column at a position, one a row.</summary>
    public ReadOnlySpan<double> Column(int position) => _columns[position];

    /// <summary>Whether the table has a column of this name.</summary>
    public bool Contains(FeatureId feature) => _positions.ContainsKey(feature);

    /// <summary>The position of a column.</summary>
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    public int PositionOf(FeatureId feature) => _positions.TryGetValue(feature, out int position)
        ? position
        : throw new ArgumentException($"The table has no column '{feature}'; it has {Features.Length} columns.", nameof(feature));

    /// <summary>The same rows with only the named columns, in the order named.</summary>
    /// <exception cref="ArgumentException">The table lacks one of them.</exception>
    public FeatureTable Select(IEnumerable<FeatureId> features)
    {
        ImmutableArray<FeatureId> kept = [.. features];
        return new FeatureTable(Subjects, kept, kept.Select(feature => _columns[PositionOf(feature)]));
    }

    /// <summary>The rows at the given positions, in the order given; a position may repeat.</summary>
    public FeatureTable Rows(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new FeatureTable(
            [.. rows.Select(row => Subjects[row])],
            Features,
            _columns.Select(column =>
            {
                double[] picked = new double[rows.Count];
                for (int i = 0; i < picked.Length; i++)
                {
                    picked[i] = column[rows[i]];
                }

                return picked;
            }));
    }
}
