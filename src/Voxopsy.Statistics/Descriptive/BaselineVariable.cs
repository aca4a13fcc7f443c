namespace Voxopsy.Statistics.Descriptive;

/// <summary>A variable of a baseline table.</summary>
public abstract record BaselineVariable
{
    private BaselineVariable(string name) => Name = name;

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>A measured variable.</summary>
    public sealed record Continuous : BaselineVariable
    {
        /// <summary>Takes one value a subject; NaN is missing.</summary>
        /// <param name="name">Name of the variable.</param>
        /// <param name="values">One value a subject.</param>
        public Continuous(string name, IReadOnlyList<double> values)
            : base(name) => Values = values;

        /// <summary>Gets one value a subject; NaN is missing.</summary>
        public IReadOnlyList<double> Values { get; }
    }

    /// <summary>A variable with categories.</summary>
    public sealed record Categorical : BaselineVariable
    {
        /// <summary>Takes one label a subject; null is missing.</summary>
        /// <param name="name">Name of the variable.</param>
        /// <param name="labels">One label a subject.</param>
        /// <param name="levels">Labels in order; when left out, those that occur, in ordinal order.</param>
        public Categorical(string name, IReadOnlyList<string?> labels, IReadOnlyList<string>? levels = null)
            : base(name)
        {
            ArgumentNullException.ThrowIfNull(labels);
            Labels = labels;
            Levels = levels ?? [.. labels.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        }

        /// <summary>Gets one label a subject; null is missing.</summary>
        public IReadOnlyList<string?> Labels { get; }

        /// <summary>Gets the labels in order.</summary>
        public IReadOnlyList<string> Levels { get; }
    }
}
