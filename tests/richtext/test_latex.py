import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.richtext.latex import readable

FORMULAS = [
    (r"\text{cost is \$5}", "cost is $5"),
    (r"h = W_0 x + \frac{\alpha}{r} B A x", "h = W₀x + (α/r) BAx"),
    (
        r"\mathrm{Attention}(Q, K, V) = \mathrm{softmax}\left(\frac{Q K^{\top}}{\sqrt{d_k}}\right) V",
        "Attention(Q, K, V) = softmax(QKᵀ/√dₖ) V",
    ),
    (
        r"L = -\log \frac{\exp(s_+ / \tau)}{\sum_{j=1}^{N} \exp(s_j / \tau)}",
        "L = −log(exp(s₊/τ)/(Σⱼ₌₁ᴺ exp(sⱼ/τ)))",
    ),
    (
        r"r(x,y) = \beta \log \frac{\pi(y|x)}{\pi_{\mathrm{ref}}(y|x)} + \beta \log Z(x)",
        "r(x, y) = β log(π(y|x)/π_ref(y|x)) + β log Z(x)",
    ),
    (r"q \cdot k = \sum_{i=1}^{d_k} q_i k_i", "q · k = Σ_(i=1..dₖ) qᵢkᵢ"),
    (r"\theta_i = 10000^{-2i/d}", "θᵢ = 10000^(−2i/d)"),
    (r"(R_{m\theta} q)^T (R_{n\theta} k) = q^T R_{(n-m)\theta}\, k", "(R_mθ q)ᵀ(R_nθ k) = qᵀ R_((n−m)θ) k"),
    (
        r"C \approx 6ND, \quad D \approx 20N \;\Rightarrow\; N_{\mathrm{opt}} \approx \sqrt{\frac{C}{120}}",
        "C ≈ 6ND,  D ≈ 20N ⇒ N_opt ≈ √(C/120)",
    ),
    (r"v_{king} - v_{man}", "v_king − v_man"),
    (r"f(x)^2 + {x}^{2}", "f(x)² + x²"),
    (r"\left.\frac{df}{dx}\right|_{x=0}", "df/dx|ₓ₌₀"),
    (r"x_t'", "x′ₜ"),
    (r"{\frac{a}{b}}^2", "(a/b)²"),
    (r"x^12", "x¹2"),
    (r"a\, - b", "a − b"),
    (r"2 \times \mathrm{KV\ heads}", "2 × KV heads"),
    (r"p_i = \frac{e^{z_i/T}}{\sum_{j=1}^{V} e^{z_j/T}}", "pᵢ = e^(zᵢ/T)/(Σ_(j=1..V) e^(zⱼ/T))"),
    (r"\mathrm{softmax}(x)_i = \frac{\exp(x_i)}{\sum_j \exp(x_j)}", "softmax(x)ᵢ = exp(xᵢ)/(Σⱼ exp(xⱼ))"),
    (r"\mathcal{L} = -\sum_{i=1}^{N} y_i \log \hat{y}_i", "ℒ = −Σᵢ₌₁ᴺ yᵢ log ŷᵢ"),
    (r"D_{\mathrm{KL}}(P \| Q) = \sum_x P(x) \log \frac{P(x)}{Q(x)}", "D_KL(P‖Q) = Σₓ P(x) log(P(x)/Q(x))"),
    (
        r"\mathrm{KL}(p \,\|\, q) = \mathbb{E}_{x \sim p}\left[\log \frac{p(x)}{q(x)}\right]",
        "KL(p ‖ q) = 𝔼_(x∼p)[log(p(x)/q(x))]",
    ),
    (r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t", "mₜ = β₁mₜ₋₁ + (1 − β₁) gₜ"),
    (r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2", "vₜ = β₂vₜ₋₁ + (1 − β₂) gₜ²"),
    (r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}", "m̂ₜ = mₜ/(1 − β₁ᵗ)"),
    (
        r"\theta_{t+1} = \theta_t - \eta \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon}",
        "θₜ₊₁ = θₜ − η (m̂ₜ/(√v̂ₜ + ε))",
    ),
    (r"\theta \leftarrow \theta - \eta \nabla_\theta L(\theta)", "θ ← θ − η ∇_θ L(θ)"),
    (r"W' = W + \frac{\alpha}{r} BA", "W′ = W + (α/r) BA"),
    (r"W = W_0 + BA, \quad B \in \mathbb{R}^{d \times r}", "W = W₀ + BA,  B ∈ ℝ^(d×r)"),
    (
        r"\mathrm{PE}_{(pos, 2i)} = \sin\left(\frac{pos}{10000^{2i/d}}\right)",
        "PE_(pos,2i) = sin(pos/10000^(2i/d))",
    ),
    (r"L(N, D) = E + \frac{A}{N^\alpha} + \frac{B}{D^\beta}", "L(N, D) = E + A/N^α + B/Dᵝ"),
    (r"L(N) = \left(\frac{N_c}{N}\right)^{\alpha_N}", "L(N) = (N_c/N)^α_N"),
    (
        r"\mathrm{PPL}(x) = \exp\left(-\frac{1}{N}\sum_{i=1}^{N} \ln p(x_i)\right)",
        "PPL(x) = exp(−(1/N) Σᵢ₌₁ᴺ ln p(xᵢ))",
    ),
    (r"2^{H(p)}", "2^(H(p))"),
    (r"H(p) = -\sum_x p(x) \log_2 p(x)", "H(p) = −Σₓ p(x) log₂ p(x)"),
    (
        r"\mathrm{LN}(x) = \gamma \odot \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta",
        "LN(x) = γ ⊙ (x − μ)/√(σ² + ε) + β",
    ),
    (
        r"\mathrm{RMSNorm}(x) = \frac{x}{\sqrt{\frac{1}{d}\sum_{i=1}^d x_i^2 + \epsilon}} \odot g",
        "RMSNorm(x) = x/√((1/d) Σᵢ₌₁ᵈ xᵢ² + ε) ⊙ g",
    ),
    (r"\mathrm{GELU}(x) = x \Phi(x)", "GELU(x) = xΦ(x)"),
    (r"\mathrm{SwiGLU}(x) = (\mathrm{Swish}(xW) \odot xV) W_2", "SwiGLU(x) = (Swish(xW) ⊙ xV) W₂"),
    (r"\sigma(x) = \frac{1}{1 + e^{-x}}", "σ(x) = 1/(1 + e⁻ˣ)"),
    (r"\cos(u, v) = \frac{u \cdot v}{\|u\| \, \|v\|}", "cos(u, v) = (u · v)/(‖u‖ ‖v‖)"),
    (r"\|x\|_2^2 = \sum_i x_i^2", "‖x‖₂² = Σᵢ xᵢ²"),
    (r"\frac{d}{dx} \tanh(x) = 1 - \tanh^2(x)", "(d/dx) tanh(x) = 1 − tanh²(x)"),
    (r"\frac{\partial L}{\partial W_{ij}}", "∂L/∂Wᵢⱼ"),
    (
        r"\nabla_\theta J = \mathbb{E}_{\tau \sim \pi_\theta}[\nabla_\theta \log \pi_\theta(a|s)]",
        "∇_θ J = 𝔼_(τ∼π_θ)[∇_θ log π_θ(a|s)]",
    ),
    (r"x, \quad -y", "x,  −y"),
    (r"\sqrt{\sigma^2}", "√(σ²)"),
    (
        r"\min\left(r_t A_t, \mathrm{clip}(r_t, 1-\epsilon, 1+\epsilon) A_t\right)",
        "min(rₜAₜ, clip(rₜ, 1 − ε, 1 + ε) Aₜ)",
    ),
    (r"A_i = \frac{r_i - \mathrm{mean}(r)}{\mathrm{std}(r)}", "Aᵢ = (rᵢ − mean(r))/std(r)"),
    (r"O(n^2 d)", "O(n²d)"),
    (r"O(n \log n)", "O(n log n)"),
    (r"\hat{y} = \arg\max_y p(y \mid x)", "ŷ = arg max_y p(y | x)"),
    (r"\operatorname*{arg\,max}_{\theta} \sum_i \log p_\theta(x_i)", "argmax_θ Σᵢ log p_θ(xᵢ)"),
    (r"P(A|B) = \frac{P(B|A)P(A)}{P(B)}", "P(A|B) = P(B|A) P(A)/P(B)"),
    (r"\binom{n}{k} = \frac{n!}{k!(n-k)!}", "C(n, k) = n!/(k!(n − k)!)"),
    (r"\mathrm{Var}(q^\top k) = d_k", "Var(qᵀk) = dₖ"),
    (r"x \in [0, 1)", "x ∈ [0, 1)"),
    (r"x \notin \{0, 1\}", "x ∉ {0, 1}"),
    (r"f: \mathbb{R}^n \to \mathbb{R}", "f: ℝⁿ → ℝ"),
    (r"\bar{x} = \frac{1}{n} \sum_{i=1}^{n} x_i", "x̄ = (1/n) Σᵢ₌₁ⁿ xᵢ"),
    (
        r"\tilde{x}_t = \sqrt{\bar\alpha_t}\, x_0 + \sqrt{1 - \bar\alpha_t}\, \epsilon",
        "x̃ₜ = √ᾱₜ x₀ + √(1 − ᾱₜ) ε",
    ),
    (r"\sqrt[3]{x}", "³√x"),
    (r"10{,}000 \times 2\,\mathrm{bytes} = 20\ \mathrm{kB}", "10,000 × 2 bytes = 20 kB"),
    (r"F_1 = 2 \cdot \frac{PR}{P + R}", "F₁ = 2 · PR/(P + R)"),
    (
        r"\mathrm{BLEU} = \mathrm{BP} \cdot \exp\left(\sum_{n=1}^{N} w_n \log p_n\right)",
        "BLEU = BP · exp(Σₙ₌₁ᴺ wₙ log pₙ)",
    ),
    (r"\mathrm{nDCG@}k = \frac{\mathrm{DCG@}k}{\mathrm{IDCG@}k}", "nDCG@k = (DCG@k)/(IDCG@k)"),
    (r"\mathrm{RRF}(d) = \sum_{r \in R} \frac{1}{k + r(d)}", "RRF(d) = Σ_(r∈R) 1/(k + r(d))"),
    (
        r"\mathrm{InfoNCE} = -\log \frac{e^{s^+/\tau}}{\sum_j e^{s_j/\tau}}",
        "InfoNCE = −log(e^(s⁺/τ)/(Σⱼ e^(sⱼ/τ)))",
    ),
    (r"R_{\theta,m}^{d} x", "R_(θ,m)ᵈ x"),
    (r"e^{im\theta}", "eⁱᵐᶿ"),
    (r"a^{[l]} = g(z^{[l]})", "a^[l] = g(z^[l])"),
    (r"x^{(i)}", "x⁽ⁱ⁾"),
    (r"y = x W^T + b", "y = xWᵀ + b"),
    (r"\text{speedup} = \frac{1}{(1-p) + p/s} \text{ if } p < 1", "speedup = (1/((1 − p) + p/s)) if p < 1"),
    (r"\lfloor x \rfloor \leq \lceil x \rceil", "⌊x⌋ ≤ ⌈x⌉"),
    (r"\prod_{t=1}^{T} p(w_t \mid w_{<t})", "∏ₜ₌₁ᵀ p(wₜ | w_<t)"),
    (r"\int_0^1 f(x)\,dx", "∫₀¹ f(x) dx"),
    (r"\lim_{n \to \infty} \frac{1}{n} = 0", "lim_(n→∞) (1/n) = 0"),
    (
        r"\epsilon\text{-DP}: \Pr[M(D) \in S] \leq e^\epsilon \Pr[M(D') \in S] + \delta",
        "ε-DP: Pr[M(D) ∈ S] ≤ e^ε Pr[M(D′) ∈ S] + δ",
    ),
    (r"-x + y = -1", "−x + y = −1"),
    (r"a \pm b", "a ± b"),
    (r"2 \times 16 \times 4096 \times 2 = 262{,}144", "2 × 16 × 4096 × 2 = 262,144"),
    (r"E = mc^2", "E = mc²"),
    (r"\frac12", "1/2"),
    (r"x_{i,j}", "x_(i,j)"),
    (r"\mathbf{x}^\top \mathbf{W} \mathbf{y}", "xᵀWy"),
]


@pytest.mark.parametrize(("latex", "text"), FORMULAS)
def test_a_formula_reads_as_one_would_write_it_by_hand(latex: str, text: str) -> None:
    assert readable(latex) == text


@pytest.mark.parametrize(
    "latex",
    [
        "",
        " ",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\unknown{x}",
        r"\underbrace{a + b}_{c}",
        r"\overline{abc}",
        r"\text{a $b$ c}",
        r"\sqrt\frac{a}{b}",
        r"\frac{a}",
        "a & b",
        "a $b$",
        "a % b",
        "x_",
        "x^a^b",
        "x_{}",
        "{",
        "}",
        r"\left(\begin{x}",
        "{" * 600 + "}" * 600,
        "x" * 3000,
    ],
)
def test_what_has_no_form_in_one_line_of_text_stays_latex(latex: str) -> None:
    assert readable(latex) is None


MACROS = r"\frac|\sqrt|\hat|\mathrm|\text|\left|\right|\sum|\log|\quad|\,|\{|\begin{x}|\end{x}|\binom|\bar"


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from([*MACROS.split("|"), *"{}[]()_^'|&%$+-=,.ab12 "]), max_size=25).map("".join),
    )
)
@example(r"\frac\left0")
def test_nothing_is_too_odd_to_be_looked_at(latex: str) -> None:
    text = readable(latex)
    assert text is None or (text and text == text.strip() and "\n" not in text)
