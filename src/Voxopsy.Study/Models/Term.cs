using System.Collections.Immutable;
using Voxopsy.Statistics;

namespace Voxopsy.Study.Models;

/// <summary>What enters a model as one: a number, or all columns of a category together.</summary>
/// <param name="Source">Its name in the study file, such as <c>clinical.age</c> or <c>shape.sphericity</c>.</param>
/// <param name="Name">Its name for people, such as <c>age</c>.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Labels">A name for people a column, such as <c>sex = M</c>.</param>
/// <param name="Unit">The unit of a number, or <c>vs F</c> for a category.</param>
internal sealed record Term(string Source, string Name, ImmutableArray<FeatureId> Columns, ImmutableArray<string> Labels, string Unit);
