using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Models;

/// <summary>From the sources a model names to the terms it may use.</summary>
internal sealed class TermCatalog
{
    private readonly ImmutableArray<Term> _clinical;
    private readonly ImmutableDictionary<string, ImmutableArray<Term>> _sets;

    private TermCatalog(ImmutableArray<Term> clinical, ImmutableDictionary<string, ImmutableArray<Term>> sets)
    {
        _clinical = clinical;
        _sets = sets;
    }

    internal static TermCatalog Of(ClinicalColumns clinical, IEnumerable<(string Set, FeatureTable Table)> sets) => new(
        [.. clinical.Terms()],
        sets.ToImmutableDictionary(
            pair => pair.Set,
            pair => (ImmutableArray<Term>)[.. pair.Table.Features.Select(feature => new Term(
                feature.Name, feature.Name[(pair.Set.Length + 1)..], [feature], [feature.Name[(pair.Set.Length + 1)..]], string.Empty))]));

    /// <summary>The names of sites by the column they stand in.</summary>
    private ImmutableDictionary<string, ImmutableArray<string>> Sites { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The same sources with the names of sites.</summary>
    internal TermCatalog With(ImmutableDictionary<string, ImmutableArray<string>> sites) => new(_clinical, _sets) { Sites = sites };

    /// <summary>The names that the numbers of a site column stand for.</summary>
    internal ImmutableArray<string> SitesOf(string column) => Sites[column];

    /// <summary>The column that carries the score of another model.</summary>
    internal static FeatureId ScoreColumn(string model) => new("models." + model);

    /// <summary>The clinical terms.</summary>
    internal ImmutableArray<Term> Clinical => _clinical;

    /// <summary>The terms a model may use, each once, in the order of its sources.</summary>
    /// <exception cref="ArgumentException">A feature set has no such column.</exception>
    internal ImmutableArray<Term> TermsOf(ModelDefinition model) =>
        [.. model.From.SelectMany(source => TermsOf(model, source)).DistinctBy(term => term.Source)];

    private ImmutableArray<Term> TermsOf(ModelDefinition model, string source)
    {
        string[] parts = source.Split('.', 2);
        if (parts[0] == "models")
        {
            return [new Term(source, parts[1] + " score", [ScoreColumn(parts[1])], [parts[1] + " score"], "log odds")];
        }

        ImmutableArray<Term> terms = parts[0] == "clinical" ? _clinical : _sets[parts[0]];
        if (parts.Length == 1)
        {
            return terms;
        }

        Term? single = terms.FirstOrDefault(term => term.Source == source);
        return single is not null
            ? [single]
            : throw new ArgumentException($"Model '{model.Name}' names '{source}', but '{parts[0]}' has no column '{parts[1]}'; it has {terms.Length}, such as {string.Join(", ", terms.Take(3).Select(term => term.Source))}.");
    }
}
