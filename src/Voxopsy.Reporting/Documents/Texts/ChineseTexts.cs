using System.Globalization;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Texts;

/// <summary>The report in Simplified Chinese.</summary>
internal sealed partial class ChineseTexts : ReportTexts
{
    internal override string Tag => "zh-CN";

    internal override string Kicker => "预测研究报告";

    internal override string Contents => "目录";

    internal override string HowToRead => "如何解读：";

    internal override string ListSeparator => "、";

    internal override string Named(string name, string value) => $"{name}：{value}";

    internal override string Bracketed(string text, string inside) => $"{text}（{inside}）";

    internal override string FigureNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"图 {number}　");

    internal override string TableNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"表 {number}　");

    internal override string Model => "模型";

    internal override string Cohort => "队列";

    internal override string EventsOfCases => "结局\u00a0/ 例数";

    internal override string P => "P\u00a0值";

    internal override string AucWithInterval => "AUC（95%\u00a0CI）";

    internal override string WithOutcome(string outcome) => $"{outcome}：是";

    internal override string WithoutOutcome(string outcome) => $"{outcome}：否";

    internal override string Footer(string version) => $"本报告由 Voxopsy {version} 根据一次运行的数值生成。仅供研究使用；不是医疗器械，不得用于个体患者的诊疗决策。";

    internal override string OneClassOnly => "无法定义：所有病例的结局相同";

    internal override string NotEstimable => "无法由这些病例估计";

    internal override string NotTested => "无法检验：某组为空或数值无变异";

    internal override string Penalised => "惩罚系数（LASSO）没有有效的置信区间或 P 值";

    internal override string EmptyDenominator => "无法定义：分母为零，例如没有病例被判为阳性";

    internal override string NoKnownValue => "该组没有已知数值";

    internal override string RankedAlike => "无法检验：两个模型对所有病例的排序相同";

    internal override string NoCalibration => "无法估计：预测概率无变异，或两类被完全分开";

    internal override string Kind(ModelKind kind) => kind switch
    {
        ModelKind.Logistic => "纳入全部变量的逻辑回归",
        ModelKind.Stepwise => "逐步选择变量的逻辑回归",
        ModelKind.Signature => "特征标签：先逐步筛选特征，再做 LASSO",
        ModelKind.Classifier => "先逐步筛选特征，再训练分类器，并用折外得分校准概率",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No words for this kind of model."),
    };

    internal override string Evaluated(EvaluationKind kind) => kind switch
    {
        EvaluationKind.OutOfFold => "折外预测",
        EvaluationKind.HeldOut => "留出部分",
        EvaluationKind.External => "外部队列",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No words for this kind of evaluation."),
    };

    internal override string Scheme(DesignSummary design) => design.Scheme switch
    {
        ValidationScheme.Holdout => $"在查看任何数值之前按患者随机划分一次：{NumberText.Percent(design.TestFraction)} 的患者被留出，从未用于拟合、筛选或调参。",
        ValidationScheme.KFold when design.Repeats > 1 => string.Create(
            CultureInfo.InvariantCulture, $"按患者进行 {design.Folds} 折交叉验证，重复 {design.Repeats} 次；每一折都重新学习填补、标准化、特征筛选、拟合和阈值。"),
        ValidationScheme.KFold => string.Create(
            CultureInfo.InvariantCulture, $"按患者进行 {design.Folds} 折交叉验证；每一折都重新学习填补、标准化、特征筛选、拟合和阈值。"),
        ValidationScheme.LeaveOneCenterOut => string.Create(
            CultureInfo.InvariantCulture, $"共 {design.Folds} 个中心依次留出（列 {design.CenterColumn}）；一切都只在其余中心上学习。"),
        ValidationScheme.External when design.Folds > 1 => string.Create(
            CultureInfo.InvariantCulture, $"最终模型由全部开发队列患者建立，再由外部队列评价；开发队列的数值来自 {design.Folds} 折交叉验证的折外预测。"),
        ValidationScheme.External => "最终模型由全部开发队列患者建立，再由外部队列评价。",
        _ => throw new ArgumentOutOfRangeException(nameof(design), design.Scheme, "No words for this validation scheme."),
    };

    internal override string Rule(string thresholdRule) => thresholdRule switch
    {
        "youden" => "约登指数",
        "prevalence" => "训练集患病率",
        "fixed" => "研究文件中固定",
        _ => thresholdRule,
    };

    internal override string Test(string name) => name switch
    {
        "Mann-Whitney" or "Mann-Whitney U" => "曼-惠特尼 U 检验",
        "Kruskal-Wallis" => "克鲁斯卡尔-沃利斯检验",
        "Welch t" => "韦尔奇 t 检验",
        "Welch ANOVA" => "韦尔奇方差分析",
        "chi-squared" => "卡方检验",
        "chi-squared, Yates" => "卡方检验（耶茨校正）",
        "Fisher exact" => "费希尔精确检验",
        _ => name,
    };

    internal override string Step(string name) => name switch
    {
        "variance" => "去除常数列",
        "duplicates" => "去除完全重复的列",
        _ when name.StartsWith("|Spearman| <= ", StringComparison.Ordinal) => $"保留 |Spearman ρ| 不超过 {name[14..]}",
        _ when name.StartsWith("Mann-Whitney p < ", StringComparison.Ordinal) => $"曼-惠特尼检验 P 小于 {name[17..]}",
        _ when name.StartsWith("Welch p < ", StringComparison.Ordinal) => $"韦尔奇 t 检验 P 小于 {name[10..]}",
        _ when name.StartsWith("LASSO (", StringComparison.Ordinal) => name.Replace(" folds, ", " 折，", StringComparison.Ordinal).Replace("1se)", "1 倍标准误）", StringComparison.Ordinal).Replace("min)", "偏差最小）", StringComparison.Ordinal).Replace(" (", "（", StringComparison.Ordinal),
        _ when name.StartsWith("stepwise AIC (", StringComparison.Ordinal) => $"AIC 逐步选择（{Direction(name[14..].TrimEnd(')'))}）",
        _ => ChineseStepNames.Of(name),
    };

    internal override string Per(string unit) => $"每 1 {Unit(unit)}";

    internal override string Against(string level) => $"对照 {level}";

    internal override string PerDeviation => "每 1 个标准差";

    internal override string PerLogOdds => "每单位对数优势";

    internal override string LogOdds => "对数优势";

    /// <summary>The usual units have Chinese names; others are the author's own words.</summary>
    internal override string Unit(string unit) => unit switch
    {
        "year" or "years" => "岁",
        _ => unit,
    };

    internal override string ScoreOf(string model) => $"{model} 的评分";

    // Summary
    internal override string SummaryTitle => "通俗摘要";

    internal override string Question => "研究问题：";

    internal override string Asked(OutcomeSummary outcome, CohortFlow development) => string.Create(
        CultureInfo.InvariantCulture,
        $"在来自 {development.Patients} 名患者的 {development.Cases} 例病例（其中 {development.Events} 例出现结局）中，能在多大程度上提前预测“{outcome.Name}”（{outcome.Column} = {string.Join(" 或 ", outcome.Positive)}）？");

    internal override string HowValidated => "评价方式：";

    internal override string Answer => "研究结果：";

    internal override string AreaInWords(string model, string cohort, string outcome, Estimate auc) =>
        $"模型 {model} 在 {cohort} 上：AUC 为 {NumberText.Fixed(auc.Value, 2)}（95% 置信区间 {Range(auc, 2)}）。任取 100 对病例，每对一例有“{outcome}”、一例没有，模型约有 {NumberText.Fixed(100 * auc.Value, 0)} 对给前者更高的概率；随机猜测为 50 对。";

    internal override string AreaUndefined(string model, string cohort) => $"模型 {model} 在 {cohort} 上：所有病例的结局相同，AUC 无法定义。";

    internal override string OtherCohorts => "在其他队列上：";

    internal override string Caution => "需要注意：";

    internal override string EveryModel => "全部模型与队列，按研究文件的顺序列出，没有遗漏。";

    // Patients
    internal override string PatientsTitle => "研究对象";

    internal override string FlowTitle => "病例流程图";

    internal override string FlowReading => "沿箭头向下阅读。右侧方框是离开研究的病例及原因；最下方的方框是后文数值所依据的病例。";

    internal override string SealedCohort(string cohort) => $"{cohort}（模型冻结前保持封存）";

    internal override string RowsInTable => "数据表行数";

    internal override string RowsSelected => "属于本队列的行数";

    internal override string NotSelected => "不属于本队列";

    internal override string SetAside(int cases) => $"排除：{NumberText.Count(cases)} 例";

    internal override string ReasonCount(string reason, int cases) => $"{reason}：{NumberText.Count(cases)} 例";

    internal override string Analysed => "纳入分析";

    internal override string CasesOfPatients(int cases, int patients) => $"{NumberText.Count(patients)} 名患者的 {NumberText.Count(cases)} 例";

    internal override string CasesWithOutcome(int events) => $"其中 {NumberText.Count(events)} 例出现结局";

    internal override string Part(string name) => name switch
    {
        "training" => "训练部分",
        "test" => "留出部分",
        _ => name,
    };

    internal override string SetAsideTitle => "被排除的病例";

    internal override string Case => "病例";

    internal override string Reason => "原因";

    internal override string BaselineTitle => "基线特征";

    internal override string BaselineCaption => "按结局分组的病例特征。";

    internal override string Variable => "变量";

    internal override string AllCases => "全部";

    internal override string BaselineNote => "数值变量：中位数（四分位数）。分类变量：例数（占已知值的百分比）。P 值比较有结局与无结局的病例，仅作描述；没有据此选择任何预测变量。";

    internal override string TestsUsed(string tests) => $"检验方法：{tests}。";

    internal override string Missing(int cases) => $"缺失 {NumberText.Count(cases)}";

    private static string Range(Estimate estimate, int decimals) => $"{NumberText.Fixed(estimate.Lower, decimals)} 至 {NumberText.Fixed(estimate.Upper, decimals)}";

    private static string Direction(string direction) => direction switch
    {
        "both" => "双向",
        "forward" => "向前",
        "backward" => "向后",
        _ => direction,
    };
}
